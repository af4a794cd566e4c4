using Orchestrator.Contracts.Worker.V1;
using Orchestrator.SimulatedOllama;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>The worker in front of a simulated host, which loads, evicts and aborts as Ollama does.</summary>
public sealed class SimulatedReplicaTests
{
    private static Task<SimulatedReplica> StartAsync(string speed) =>
        SimulatedReplica.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Simulated:Preset"] = "small",
                ["Simulated:SpeedFactor"] = speed,
            },
            TimeProvider.System,
            CancellationToken.None
        );

    private static bool Chats(Model model) => model.Capabilities.Contains("completion");

    private static Task<Replica> KnownAsync(WorkerHost worker) =>
        worker.ReplicaAsync(replica => replica.Models.Any(Chats), "a model that can chat is known");

    private static GenerateRequest Request(Replica replica)
    {
        var request = Calls.Request(replica.Epoch);
        request.Model = replica.Models.First(Chats).Name;
        request.Sampling = new Sampling { MaxTokens = 20, Seed = 7 };
        return request;
    }

    [Fact]
    public async Task A_simulated_host_answers_and_is_always_labelled_as_simulated()
    {
        await using var far = await StartAsync("100");
        await using var worker = await WorkerHost.StartAsync(far.Address);
        var replica = await KnownAsync(worker);
        Assert.True(replica.Simulated);

        using var call = worker.Client.Generate(Request(replica));
        var chunks = await Calls.ReadAsync(call);

        Assert.False(chunks[0].Admitted.ModelIsLoaded);
        Assert.NotEqual("", string.Concat(chunks.Select(chunk => chunk.Delta?.Content + chunk.Delta?.Thinking)));
        Assert.InRange(chunks[^1].Finished.OutputTokens, 1u, 20u);
    }

    [Fact]
    public async Task A_model_becomes_warm_although_its_only_caller_hung_up_during_the_load()
    {
        await using var far = await StartAsync("4");
        await using var worker = await WorkerHost.StartAsync(far.Address);
        var request = Request(await KnownAsync(worker));

        using (var call = worker.Client.Generate(request))
        {
            Assert.False((await Calls.NextAsync(call)).Admitted.ModelIsLoaded);
            call.Dispose();
        }

        await worker.ReplicaAsync(
            replica => replica.InFlight == 0 && replica.Loaded.Any(m => m.Name == request.Model),
            "the model is in memory and the slot is free"
        );
        using var next = worker.Client.Generate(request);
        Assert.True((await Calls.ReadAsync(next))[0].Admitted.ModelIsLoaded);
    }
}
