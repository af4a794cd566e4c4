using System.Globalization;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Tests.Module;
using Orchestrator.SimulatedOllama;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Speeds;
using Xunit.Abstractions;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>The same as <see cref="LearningTests"/> over sockets: the whole worker before simulated servers that are sped up.</summary>
public sealed class SocketLearningTests(ITestOutputHelper output)
{
    private const double SpeedFactor = 2;
    private const int Requests = 200;

    [Fact]
    public Task After_200_calls_each_the_watch_tells_the_speeds_loads_and_slots_of_simulated_servers() =>
        Task.WhenAll(LearnAsync("small", "llama3.2:3b", slots: 2), LearnAsync("coder", "qwen2.5-coder:7b", slots: 4));

    private async Task LearnAsync(string preset, string name, int slots)
    {
        await using var far = await StartAsync(preset, slots);
        await using var worker = await WorkerHost.StartAsync(far.Address);
        var replica = await worker.ReplicaAsync(r => r.Models.Any(m => m.Name == name), "the model is known");

        await CallAsync(worker, replica.Epoch, name);

        var digest = replica.Models.Single(model => model.Name == name).Digest;
        var measure = await worker.MeasureAsync(m => m.Digest == digest && m.Calls == Requests, "all are counted");
        var model = SpeedTable.On(ModelCatalogue.Find(name)!, ReplicaPreset.Find(preset)!.Gpus);
        Check(preset, "decode", measure.DecodeTokensPerSecond.Value, model.DecodeTokensPerSecond * SpeedFactor, 0.1);
        Check(preset, "prefill", measure.PrefillTokensPerSecond.Value, model.PrefillTokensPerSecond * SpeedFactor, 0.1);
        var load = ((model.SizeBytes / 2.5e9) + SpeedTable.RunnerStart.TotalSeconds) / SpeedFactor;
        Check(preset, "load", measure.LoadSeconds.Value, load, 0.2);
        Assert.Equal((uint)slots, measure.Slots);
        Assert.Equal(slots - 1, measure.DecodeAtConcurrency.Count);
        Assert.Equal(0ul, measure.FailedCalls);
        Assert.True(measure.VramBytes > (ulong)model.SizeBytes);
    }

    private static Task<SimulatedReplica> StartAsync(string preset, int slots) =>
        SimulatedReplica.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Simulated:Preset"] = preset,
                ["Simulated:SpeedFactor"] = SpeedFactor.ToString(CultureInfo.InvariantCulture),
                ["Simulated:NumParallel"] = slots.ToString(CultureInfo.InvariantCulture),
            },
            TimeProvider.System,
            CancellationToken.None
        );

    // From one to six at once, of mixed lengths, each with a beginning of its own so that no cache helps. How company slows
    // a call down is proved in virtual time; here timers of a busy machine would blur it.
    private static async Task CallAsync(WorkerHost worker, ulong epoch, string model)
    {
        var random = new Random(5);
        var requests = new Queue<GenerateRequest>(
            Enumerable.Range(0, Requests).Select(number => Request(epoch, model, number, random))
        );
        foreach (var (atOnce, left) in ((int, int)[])[(1, 190), (2, 150), (6, 90), (4, 60), (1, 0)])
        {
            await UnloadAsync(worker, epoch, model);
            await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => WorkAsync(left)));
        }

        async Task WorkAsync(int left)
        {
            while (Next(left) is { } request)
            {
                using var call = worker.Client.Generate(request);
                Assert.NotNull((await Calls.ReadAsync(call))[^1].Finished);
            }
        }

        GenerateRequest? Next(int left)
        {
            lock (requests)
            {
                return requests.Count > left ? requests.Dequeue() : null;
            }
        }
    }

    // So that there is more than one load to learn from: the first one is slow by what is slow in a process that is new.
    private static async Task UnloadAsync(WorkerHost worker, ulong epoch, string model)
    {
        using var call = worker.Client.Manage(
            new ManageRequest
            {
                Replica = WorkerHost.Replica,
                Epoch = epoch,
                Model = model,
                Action = ManageAction.Unload,
            }
        );
        while (await call.ResponseStream.MoveNext(CancellationToken.None)) { }
        await worker.ReplicaAsync(replica => replica.Loaded.All(loaded => loaded.Name != model), "it is unloaded");
    }

    private static GenerateRequest Request(ulong epoch, string model, int number, Random random) =>
        new()
        {
            RunId = $"run-{number}",
            Attempt = 1,
            Replica = WorkerHost.Replica,
            Epoch = epoch,
            Model = model,
            Messages =
            {
                new Message
                {
                    Role = "user",
                    Content =
                        $"Question {number}. "
                        + string.Concat(Enumerable.Repeat($"Word{number} of the text. ", random.Next(20, 300))),
                },
            },
            Sampling = new Sampling { MaxTokens = (uint)random.Next(8, 30), Seed = number },
        };

    private void Check(string preset, string what, double found, double truth, double within)
    {
        output.WriteLine($"{preset} {what}: {found:0.##} for {truth:0.##}, off by {(found / truth) - 1:P1}");
        Assert.InRange(found, truth * (1 - within), truth * (1 + within));
    }
}
