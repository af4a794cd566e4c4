using Orchestrator.Contracts.Worker.V1;
using Orchestrator.SimulatedOllama;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>The worker in front of an endpoint that speaks OpenAI's interface: a simulated host serves that one too.</summary>
public sealed class OpenAiReplicaTests
{
    private const string Model = "llama3.2:3b";

    private static readonly Dictionary<string, string?> _openAi = new(StringComparer.Ordinal)
    {
        ["Worker:Replicas:0:Kind"] = "openai",
        ["Worker:Replicas:0:Slots"] = "4",
    };

    private static Task<SimulatedReplica> StartAsync() =>
        SimulatedReplica.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Simulated:Preset"] = "small",
                ["Simulated:SpeedFactor"] = "100",
            },
            TimeProvider.System,
            CancellationToken.None
        );

    private static Task<Replica> KnownAsync(WorkerHost worker) =>
        worker.ReplicaAsync(
            replica =>
                replica.Health == Health.Healthy
                && replica.Models.Any(model => model.Name == Model && model.Capabilities.Count > 0),
            "the endpoint's models are known"
        );

    [Fact]
    public async Task Its_models_are_all_there_and_need_no_load()
    {
        await using var far = await StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Address, _openAi);

        var replica = await KnownAsync(worker);

        Assert.Equal(("openai", 4u, false), (replica.Kind, replica.Slots, replica.SlotsInferred));
        Assert.Equal(
            replica.Models.Select(model => model.Name).Order(StringComparer.Ordinal),
            replica.Loaded.Select(loaded => loaded.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(replica.Models, model => Assert.NotEqual("", model.Digest));
    }

    [Fact]
    public async Task An_answer_streams_without_a_load_and_its_measure_tells_no_prefill()
    {
        await using var far = await StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Address, _openAi);
        var replica = await KnownAsync(worker);
        var request = Calls.Request(replica.Epoch);
        request.Model = Model;
        // A context is a setting of Ollama's runner: here it must not make the model count as cold.
        request.Sampling = new Sampling
        {
            MaxTokens = 20,
            Seed = 7,
            ContextTokens = 2_048,
        };

        using var call = worker.Client.Generate(request);
        var chunks = await Calls.ReadAsync(call);

        Assert.True(chunks[0].Admitted.ModelIsLoaded);
        Assert.NotEqual("", string.Concat(chunks.Select(chunk => chunk.Delta?.Content)));
        var finished = chunks[^1].Finished;
        Assert.InRange(finished.OutputTokens, 1u, 20u);
        Assert.True(finished.PromptTokens > 0);
        var digest = replica.Models.Single(model => model.Name == Model).Digest;
        var measure = await worker.MeasureAsync(one => one.Digest == digest && one.Calls == 1, "the call is counted");
        Assert.Equal((0.0, 0ul), (measure.PrefillTokensPerSecond?.Weight ?? 0, measure.Loads));
    }

    [Fact]
    public async Task Its_models_can_be_neither_pulled_nor_deleted()
    {
        await using var far = await StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Address, _openAi);
        var replica = await KnownAsync(worker);

        var failure = await Calls.FailureAsync(async () =>
        {
            using var call = worker.Client.Manage(
                new ManageRequest
                {
                    Replica = WorkerHost.Replica,
                    Epoch = replica.Epoch,
                    Model = Model,
                    Action = ManageAction.Delete,
                }
            );
            await call.ResponseStream.MoveNext(CancellationToken.None);
        });

        Assert.Equal("no_model_store", failure.Failure.Cause);
    }
}
