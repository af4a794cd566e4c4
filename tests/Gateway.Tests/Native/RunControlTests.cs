using System.Text.Json;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Native;

/// <summary>POST /api/runs/{id}/pause and its kin.</summary>
public sealed class RunControlTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("pause", RunControl.Pause, "paused")]
    [InlineData("resume", RunControl.Resume, "queued")]
    [InlineData("stop", RunControl.Stop, "stopped")]
    [InlineData("replay", RunControl.Replay, "queued")]
    public async Task A_control_is_passed_on_without_a_body_and_answered_with_the_state(
        string path,
        RunControl control,
        string state
    )
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnControl = _ => state;

        var (status, body) = await app.AskAsync($"/api/runs/{Id}/{path}", "");

        Assert.Equal((200, $$"""{"id":"{{Id}}","state":"{{state}}"}"""), (status, body));
        var told = await app.Worker.Runs.NextControlAsync();
        Assert.Equal((Id, control, ""), (told.RunId, told.Control, told.Text));
    }

    [Fact]
    public async Task A_message_is_passed_on_as_it_is()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnControl = _ => "running";

        var (status, _) = await app.AskAsync($"/api/runs/{Id}/messages", """{"text":"한글 \"quoted\""}""");

        Assert.Equal(200, status);
        var told = await app.Worker.Runs.NextControlAsync();
        Assert.Equal((RunControl.Message, "한글 \"quoted\""), (told.Control, told.Text));
        Assert.DoesNotContain(app.Logs, line => line.Message.Contains("한글", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_request_with_a_message_has_an_id_and_keeps_it_when_another_worker_is_asked()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnControl = count => count == 1 ? throw RunEvents.Error(StatusCode.Unavailable) : "running";

        await app.AskAsync($"/api/runs/{Id}/messages", """{"text":"one"}""");
        await app.AskAsync($"/api/runs/{Id}/messages", """{"text":"one"}""");
        await app.AskAsync($"/api/runs/{Id}/messages", """{"text":"one","message_id":"mine"}""");

        var failed = (await app.Worker.Runs.NextControlAsync()).MessageId;
        var again = (await app.Worker.Runs.NextControlAsync()).MessageId;
        var next = (await app.Worker.Runs.NextControlAsync()).MessageId;
        Assert.NotEmpty(failed);
        Assert.Equal(failed, again);
        Assert.NotEqual(failed, next);
        Assert.Equal("mine", (await app.Worker.Runs.NextControlAsync()).MessageId);
    }

    [Fact]
    public async Task An_idempotency_key_is_the_id_of_the_message_unless_it_is_too_long()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.Runs.OnControl = _ => "running";

        Assert.Equal(200, await SayAsync(app, new string('k', 64)));
        Assert.Equal(400, await SayAsync(app, new string('k', 65)));

        Assert.Equal(new string('k', 64), (await app.Worker.Runs.NextControlAsync()).MessageId);
        foreach (var id in (string[])["", "a\\u0000b", new string('k', 65)])
        {
            var body = $$"""{"text":"one","message_id":"{{id}}"}""";
            var (status, problem) = await ProblemAsync(app, $"/api/runs/{Id}/messages", body);
            Assert.Equal(400, status);
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty("message_id").EnumerateArray());
        }
    }

    [Fact]
    public async Task A_message_without_a_text_names_the_field_and_reaches_no_worker()
    {
        await using var app = await GatewayApp.StartAsync();
        foreach (var body in new[] { """{"text":""}""", "{}", """{"text":7}""" })
        {
            var (status, problem) = await ProblemAsync(app, $"/api/runs/{Id}/messages", body);

            Assert.Equal(400, status);
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty("text").EnumerateArray());
        }

        Assert.False(app.Worker.Runs.WasControlled);
    }

    [Theory]
    [InlineData(StatusCode.NotFound, 404)]
    [InlineData(StatusCode.FailedPrecondition, 409)]
    [InlineData(StatusCode.InvalidArgument, 400)]
    [InlineData(StatusCode.Unavailable, 503)]
    public async Task What_a_worker_refuses_is_told_in_one_status(StatusCode refused, int status)
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:SeveralSteps:ControlTimeout=00:00:00.300");
        var asked = 0;
        app.Worker.Runs.OnControl = count =>
        {
            asked = count;
            throw RunEvents.Error(refused);
        };

        var (got, _) = await ProblemAsync(app, $"/api/runs/{Id}/resume", "");

        Assert.Equal(status, got);
        // Other workers would say the same, except where one could not answer.
        Assert.True(asked == 1 || refused == StatusCode.Unavailable, $"{asked} workers were asked.");
    }

    [Fact]
    public async Task An_id_of_another_form_and_another_verb_are_refused()
    {
        await using var app = await GatewayApp.StartAsync();

        var (status, problem) = await ProblemAsync(app, "/api/runs/not-an-id/pause", "");
        using var other = await app.Client.GetAsync(new Uri(app.Http, $"/api/runs/{Id}/pause"));

        Assert.Equal((400, 405), (status, (int)other.StatusCode));
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty("id").EnumerateArray());
        Assert.False(app.Worker.Runs.WasControlled);
    }

    private static async Task<int> SayAsync(GatewayApp app, string key)
    {
        using var response = await app.PostAsync(
            $"/api/runs/{Id}/messages",
            """{"text":"one"}""",
            [("Idempotency-Key", key)]
        );
        return (int)response.StatusCode;
    }

    private static async Task<(int Status, JsonElement Problem)> ProblemAsync(GatewayApp app, string path, string body)
    {
        var (status, text) = await app.AskAsync(path, body);
        return (status, JsonSerializer.Deserialize<JsonElement>(text));
    }
}
