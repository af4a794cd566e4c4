using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>A client of one kind and the fake server that it talks to.</summary>
internal sealed class FarEnd : IAsyncDisposable
{
    private readonly IReplicaProvider _provider;

    private FarEnd(string kind, FakeHttpServer server, Setup setup)
    {
        (Dialect, Server, Clock) = (Dialect.Of(kind), server, setup.Clock);
        _provider = Dialect.Provide(setup.Tune, Clock, setup.Filter);
        Client = _provider.Create(
            new ReplicaEndpoint("r", new Uri(server.Address, setup.Path))
            {
                ApiKey = setup.ApiKey,
                Models = setup.Models,
            }
        );
    }

    public static ChatCall Question { get; } =
        new() { Model = ModelId.Parse("m"), Turns = [new ChatTurn(TurnRole.User, "Hi")] };

    public Dialect Dialect { get; }

    public FakeHttpServer Server { get; }

    public ManualTimeProvider Clock { get; }

    public IReplicaClient Client { get; }

    public JsonNode LastBody => JsonNode.Parse(Server.Requests.Last().Body)!;

    public static async Task<FarEnd> StartAsync(string kind, RequestDelegate answer, Setup? setup = null) =>
        new(kind, await FakeHttpServer.StartAsync(answer), setup ?? new Setup());

    /// <summary>Answers every request with this body.</summary>
    public static async Task<FarEnd> AnswersAsync(string kind, int status, string body, Setup? setup = null) =>
        new(kind, await FakeHttpServer.StartAsync(status, body), setup ?? new Setup());

    /// <summary>Answers every chat with this stream and a clean end.</summary>
    public static async Task<FarEnd> StreamsAsync(string kind, string stream, Setup? setup = null) =>
        new(kind, await FakeHttpServer.StartAsync(200, stream, Dialect.Of(kind).ContentType), setup ?? new Setup());

    public Task<List<ChatDelta>> AskAsync(CancellationToken cancellationToken = default) =>
        AskAsync(Question, cancellationToken);

    public async Task<List<ChatDelta>> AskAsync(ChatCall call, CancellationToken cancellationToken = default)
    {
        var deltas = new List<ChatDelta>();
        await foreach (var delta in Client.ChatAsync(call, cancellationToken))
        {
            deltas.Add(delta);
        }

        return deltas;
    }

    /// <summary>The error that the chat ends with, and fails when there is none.</summary>
    public async Task<InferenceException> FailAsync() =>
        await Assert.ThrowsAsync<InferenceException>(() => Wait.ForAsync(AskAsync(), "the chat ends with an error"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        (_provider as IDisposable)?.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>How the client is made.</summary>
    internal sealed record Setup
    {
        public Action<HttpCallOptions> Tune { get; init; } = _ => { };

        public ManualTimeProvider Clock { get; init; } = new();

        public ReplicaAddressFilter? Filter { get; init; }

        public ISecret? ApiKey { get; init; }

        public string Path { get; init; } = "";

        /// <summary>Given, so that a chat is the only request; empty to have the endpoint asked.</summary>
        public IReadOnlyList<string> Models { get; init; } = ["m"];
    }
}
