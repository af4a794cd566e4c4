using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Gateway.V1;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.ServiceDefaults;
using GatewayContract = Orchestrator.Contracts.Gateway.V1.Gateway;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>The answer of a run of several steps, in every dialect.</summary>
public sealed class EnsembleAnswerTests
{
    private const string OpenAi = "/v1/chat/completions";
    private const string Ollama = "/api/chat";

    [Fact]
    public async Task A_stream_has_the_pieces_the_headers_and_the_sums_of_tokens()
    {
        await using var app = await StartAsync();

        var request =
            """{"model":"ensemble","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hi"}]}""";
        using var response = await app.PostAsync(OpenAi, request);
        var body = await response.Content.ReadAsStringAsync().Within("the answer ends");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("\"content\":\"Hello\"", body, StringComparison.Ordinal);
        Assert.Contains("\"content\":\" world\"", body, StringComparison.Ordinal);
        Assert.Contains("\"prompt_tokens\":70,\"completion_tokens\":30", body, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
        AssertHeaders(response, app);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A_whole_answer_is_what_the_run_ended_with_whatever_its_pieces_were()
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnView = id => RunEvents.View(id, "The answer that counts");

        using var response = await app.PostAsync(OpenAi, Ask("ensemble", stream: false));
        var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());

        var choice = answer.GetProperty("choices")[0];
        Assert.Equal("The answer that counts", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(30, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        Assert.Equal("m:32b", answer.GetProperty("model").GetString());
        AssertHeaders(response, app);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ollamas_clients_get_it_too(bool stream)
    {
        await using var app = await StartAsync();

        using var response = await app.PostAsync(Ollama, Ask("ensemble:latest", stream));
        var lines = (await response.Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .ToList();

        var texts = lines.Select(line => line.GetProperty("message").GetProperty("content").GetString());
        Assert.Equal("Hello world", string.Concat(texts));
        Assert.True(lines[^1].GetProperty("done").GetBoolean());
        Assert.Equal(30, lines[^1].GetProperty("eval_count").GetInt32());
        Assert.Equal(4_000_000_000, lines[^1].GetProperty("total_duration").GetInt64());
        AssertHeaders(response, app);
    }

    [Fact]
    public async Task Internal_services_get_it_by_gRPC()
    {
        await using var app = await StartAsync();
        var client = new GatewayContract.GatewayClient(app.Services.GetRequiredService<GrpcPeers>().At(app.Grpc));
        var question = new AskRequest
        {
            Model = "ensemble",
            Messages =
            {
                new Message { Role = "user", Content = "Hi" },
            },
        };

        using var call = client.Ask(question);
        var chunks = new List<AskChunk>();
        while (await call.ResponseStream.MoveNext(CancellationToken.None).Within("the next piece arrives"))
        {
            chunks.Add(call.ResponseStream.Current);
        }

        Assert.Equal(("ensemble", "m:32b"), (chunks[0].Origin.Strategy, chunks[0].Origin.Choice.Model));
        Assert.Equal("Hello world", string.Concat(chunks.Select(chunk => chunk.Delta?.Content)));
        Assert.Equal(30u, chunks[^1].Finished.OutputTokens);
    }

    [Fact]
    public async Task The_worker_is_told_the_conversation_the_models_and_what_it_is_about()
    {
        await using var app = await StartAsync();

        var request =
            """{"model":"ensemble","temperature":0.25,"max_tokens":77,"messages":[{"role":"user","content":"Hi"}]}""";
        using var response = await app.PostAsync(OpenAi, request, [("X-Orchestrator-Priority", "batch")]);

        var started = Assert.Single(app.Worker.Runs.Started);
        Assert.Equal((RequestPriority.Batch, app.Router.Asked.Single().Tenant), (started.Priority, started.Tenant));
        Assert.Equal(response.Headers.GetValues("X-Orchestrator-Run").Single(), started.RunId);
        Assert.Equal(("ensemble", "code", "ko"), (started.Strategy, started.Task, started.Language));
        Assert.Equal(["m:32b", "m:8b"], started.Models);
        Assert.Equal("Hi", Assert.Single(started.Messages).Content);
        Assert.Equal((0.25, 77u), (started.Sampling.Temperature, started.Sampling.MaxTokens));
    }

    [Theory]
    [InlineData("all_members_failed", 502, "upstream_failed")]
    [InlineData("all_busy", 503, "overloaded")]
    [InlineData("no_replica", 503, "no_replica")]
    [InlineData("timed_out", 504, "timed_out")]
    public async Task A_run_that_fails_before_its_first_piece_is_a_status(string cause, int expected, string code)
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(stream, [RunEvents.Entry(request.RunId, 1, "failed")]);
        app.Worker.Runs.OnView = id => RunEvents.Failed(id, cause, "It went wrong.");

        var (status, body) = await app.AskAsync(OpenAi, Ask("ensemble", stream: true));

        Assert.Equal(expected, status);
        Assert.Contains("\"message\":\"It went wrong.\"", body, StringComparison.Ordinal);
        Assert.Contains($"\"code\":\"{code}\"", body, StringComparison.Ordinal);
        Assert.False(app.Worker.Runs.WasControlled, "A run that has ended was stopped.");
    }

    [Fact]
    public async Task A_run_that_fails_in_the_middle_of_its_answer_ends_the_stream_with_the_error()
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(
                stream,
                [RunEvents.Piece(request.RunId, "half", 0), RunEvents.Entry(request.RunId, 1, "failed")]
            );
        app.Worker.Runs.OnView = id => RunEvents.Failed(id, "stream_broken", "It broke off.");

        var (status, body) = await app.AskAsync(OpenAi, Ask("ensemble", stream: true));

        Assert.Equal(200, status);
        Assert.Contains("\"content\":\"half\"", body, StringComparison.Ordinal);
        Assert.Contains("\"message\":\"It broke off.\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
    }

    internal static string Ask(string model, bool stream) =>
        $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"Hi"}]}""";

    internal static async Task<GatewayApp> StartAsync(params string[] settings)
    {
        var app = await GatewayApp.StartAsync(settings);
        app.Router.OnRoute = _ => Decisions.Ensemble("m:32b", "m:8b");
        return app;
    }

    private static void AssertHeaders(HttpResponseMessage response, GatewayApp app)
    {
        Assert.Equal("ensemble", Header("X-Orchestrator-Strategy"));
        Assert.Equal("m:32b", Header("X-Orchestrator-Model"));
        Assert.Equal("gpu-2", Header("X-Orchestrator-Replica"));
        Assert.Equal("true", Header("X-Orchestrator-Simulated"));
        Assert.Equal("code", Header("X-Orchestrator-Task"));
        Assert.Equal("task_code,resident", Header("X-Orchestrator-Reason"));
        Assert.Equal(app.Worker.Runs.Started.Single().RunId, Header("X-Orchestrator-Run"));

        string Header(string name) => response.Headers.GetValues(name).Single();
    }
}
