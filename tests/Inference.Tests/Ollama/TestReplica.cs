using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests.Ollama;

/// <summary>A client of ours and the fake replica that it talks to.</summary>
internal sealed class TestReplica : IAsyncDisposable
{
    public const string Hello =
        """{"model":"m:latest","message":{"role":"assistant","content":"Hello"},"done":false}""";

    public const string Done =
        """{"model":"m:latest","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":5000000000,"load_duration":1000000000,"prompt_eval_count":7,"prompt_eval_duration":500000000,"eval_count":3,"eval_duration":2000000000}""";

    private readonly OllamaProvider _clients;

    private TestReplica(FakeHttpServer server, ManualTimeProvider clock, OllamaOptions options)
    {
        Server = server;
        Clock = clock;
        _clients = new OllamaProvider(Options.Create(options), clock);
        Client = _clients.Create(new ReplicaEndpoint("r", server.Address));
    }

    public FakeHttpServer Server { get; }

    public ManualTimeProvider Clock { get; }

    public OllamaReplicaClient Client { get; }

    public JsonNode LastBody => JsonNode.Parse(Server.Requests.Last().Body)!;

    public static ChatCall Question { get; } =
        new() { Model = ModelId.Parse("m"), Turns = [new ChatTurn(TurnRole.User, "Hi")] };

    public static async Task<TestReplica> StartAsync(RequestDelegate answer, OllamaOptions? options = null) =>
        new(await FakeHttpServer.StartAsync(answer), new ManualTimeProvider(), options ?? new OllamaOptions());

    public static async Task<TestReplica> StartAsync(int status, string body, OllamaOptions? options = null) =>
        new(await FakeHttpServer.StartAsync(status, body), new ManualTimeProvider(), options ?? new OllamaOptions());

    /// <summary>Answers every chat with these lines and a clean end.</summary>
    public static Task<TestReplica> AnswersAsync(params string[] lines) =>
        StartAsync(200, string.Concat(lines.Select(line => line + "\n")));

    public async Task<List<ChatDelta>> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        var deltas = new List<ChatDelta>();
        await foreach (var delta in Client.ChatAsync(Question, cancellationToken))
        {
            deltas.Add(delta);
        }

        return deltas;
    }

    /// <summary>The error that the chat ends with, and fails when there is none.</summary>
    public async Task<InferenceError> FailAsync()
    {
        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            Wait.ForAsync(ReadAllAsync(), "the chat ends with an error")
        );
        return exception.Error;
    }

    public static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual),
            $"Expected {expected}{Environment.NewLine}but sent {actual.ToJsonString(JsonSerializerOptions.Default)}"
        );

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _clients.Dispose();
        await Server.DisposeAsync();
    }
}
