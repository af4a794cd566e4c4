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

    private static async Task<(int Status, JsonElement Problem)> ProblemAsync(GatewayApp app, string path, string body)
    {
        var (status, text) = await app.AskAsync(path, body);
        return (status, JsonSerializer.Deserialize<JsonElement>(text));
    }
}
