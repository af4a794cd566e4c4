using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Classification.Tiers;
using Orchestrator.Router.Decisions;
using Orchestrator.Testing;

namespace Orchestrator.Router.Tests.Classification.Tiers;

/// <summary>A router with tiers, and one worker with an embedding model and a small one.</summary>
internal sealed class TiersFixture : IAsyncDisposable
{
    public const string EmbeddingModel = "bge-m3:latest";
    public const string SmallModel = "small:1b";

    private readonly RouterFixture _router;
    private readonly TestApp _worker;
    private int _embedded;
    private int _generated;

    private TiersFixture(RouterFixture router, TestApp worker) => (_router, _worker) = (router, worker);

    /// <summary>Calls for vectors of other texts than the examples.</summary>
    public int Embedded => Volatile.Read(ref _embedded);

    public int Generated => Volatile.Read(ref _generated);

    public RouteDecider Decider => _router.RouterApp.Get<RouteDecider>();

    private FakeWorker Worker => _worker.Get<FakeWorker>();

    public static async Task<TiersFixture> StartAsync(
        Action<Replica>? replica = null,
        params (string Key, string Value)[] settings
    )
    {
        var router = await RouterFixture.StartAsync([
            ("Router:Tiers:Embedding:PrepareEvery", "00:00:00.010"),
            .. settings,
        ]);
        var described = RouterFixture.Replica("gpu-1", "chat:8b", SmallModel);
        described.Models.Add(
            new Model
            {
                Name = EmbeddingModel,
                Digest = "e1",
                Capabilities = { "embedding" },
            }
        );
        described.Loaded.Add(new LoadedModel { Name = SmallModel });
        described.Loaded.Add(new LoadedModel { Name = EmbeddingModel });
        described.Slots = 4;
        replica?.Invoke(described);
        var worker = await router.StartWorkerAsync(described);
        var fixture = new TiersFixture(router, worker);
        fixture.Embeds((request, _) => Task.FromResult(FakeVectors.Answer(request, _ => FakeVectors.Filled(1))));
        router.Profiler.Name(worker.Grpc);
        await router.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");
        return fixture;
    }

    /// <summary>Until the tier has the vectors of its examples.</summary>
    public Task PreparedAsync() =>
        Wait.UntilAsync(
            () => _router.RouterApp.Get<ExampleShelf>().Find("e1") is not null,
            "the examples have their vectors"
        );

    public void Embeds(Func<EmbedRequest, CancellationToken, Task<EmbedResponse>> answer) =>
        Worker.OnEmbed = (request, token) =>
        {
            if (request.Priority == Priority.Interactive)
            {
                Interlocked.Increment(ref _embedded);
            }

            return answer(request, token);
        };

    public void Generates(Func<GenerateRequest, CancellationToken, IAsyncEnumerable<GenerateChunk>> answer) =>
        Worker.OnGenerate = (request, token) =>
        {
            Interlocked.Increment(ref _generated);
            return answer(request, token);
        };

    public void Says(string answer, string reason = "stop") => Generates((_, _) => Chunks(answer, reason));

    public async Task<Contracts.Router.V1.Classification> ClassifyAsync(string text, string model = "auto") =>
        (await _router.Client.RouteAsync(RouterFixture.Request(model, text))).Classification;

    public async ValueTask DisposeAsync() => await _router.DisposeAsync();

    private static async IAsyncEnumerable<GenerateChunk> Chunks(string answer, string reason)
    {
        await Task.CompletedTask;
        yield return new GenerateChunk { Admitted = new Admitted { ModelIsLoaded = true } };
        foreach (var part in answer.Chunk(7))
        {
            yield return new GenerateChunk { Delta = new Delta { Content = new string(part) } };
        }

        yield return new GenerateChunk { Finished = new Finished { Reason = reason } };
    }
}
