using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;
using Xunit.Abstractions;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>What the owner learns against simulated hosts whose truth is known. The output has all the figures.</summary>
public sealed class LearningTests(ITestOutputHelper output)
{
    private const int Requests = 200;
    private static readonly string[] _gpus = ["RTX 3060", "T4", "M4 Max", "RTX 6000 Ada", "A100"];
    private static readonly string[] _small = ["llama3.2:1b", "llama3.2:3b", "qwen3:4b"];
    private static readonly string[] _large = ["llama3.2:3b", "qwen3:8b", "qwen3:14b"];

    public static TheoryData<string, int, int, double> Hosts()
    {
        var data = new TheoryData<string, int, int, double>();
        foreach (var gpu in _gpus)
        {
            foreach (var slots in (int[])[1, 2, 4])
            {
                for (var seed = 1; seed <= 3; seed++)
                {
                    data.Add(gpu, slots, seed, 0);
                    data.Add(gpu, slots, seed, 0.05);
                }
            }
        }

        return data;
    }

    private static HostConfig Host(string gpu, int slots, string[]? models = null)
    {
        var card = new GpuConfig(gpu, SpeedTable.TryFind(gpu)!.VramBytes);
        var names = models ?? (card.VramBytes < 24L << 30 ? _small : _large);
        return new HostConfig
        {
            Gpus = [card],
            Models = names.ToImmutableSortedDictionary(
                name => name,
                name => SpeedTable.On(ModelCatalogue.Find(name)!, [card]),
                StringComparer.Ordinal
            ),
            NumParallel = slots,
            ContextLength = 4096,
        };
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void After_200_requests_the_speeds_loads_and_slots_of_all_models_are_known(
        string gpu,
        int slots,
        int seed,
        double noise
    )
    {
        var config = Host(gpu, slots);
        var replica = new VirtualReplica(config, slots: null, noise);

        replica.Run(new MixedRequests(seed, [.. config.Models.Values]).Take(Requests, 0));

        var figures = new LearningFigures($"{gpu}, {slots} slots, seed {seed}, noise {noise}", replica);
        figures.CheckSpeeds(within: 0.1);
        figures.CheckLoads(within: 0.2);
        figures.CheckSlots();
        figures.Tell(output);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_host_that_slows_down_to_half_is_followed_within_50_requests(
        string gpu,
        int slots,
        int seed,
        double noise
    )
    {
        var config = Host(gpu, slots);
        var replica = new VirtualReplica(config, slots: null, noise);
        var requests = new MixedRequests(seed, [.. config.Models.Values]);
        replica.Run(requests.Take(Requests, 0));

        replica.Reconfigure(host =>
            host with
            {
                Models = host.Models.ToImmutableSortedDictionary(
                    pair => pair.Key,
                    pair => pair.Value.SpedUpBy(0.5),
                    StringComparer.Ordinal
                ),
            }
        );
        replica.Run(requests.Take(50, replica.Now));

        var figures = new LearningFigures($"{gpu}, {slots} slots, seed {seed}, noise {noise}, at half speed", replica);
        // Of 50 requests a model got a dozen: what noise leaves of those is not the estimate's to remove.
        figures.CheckSpeeds(within: noise > 0 ? 0.15 : 0.1);
        figures.Tell(output);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Speeds_and_loads_are_known_too_where_models_push_each_other_out(int seed)
    {
        var config = Host("RTX 3060", slots: 2, ["llama3.2:3b", "qwen3:4b", "qwen3:8b"]);
        var replica = new VirtualReplica(config, slots: null, noise: 0.05);

        replica.Run(new MixedRequests(seed, [.. config.Models.Values]).Take(Requests, 0));

        Assert.InRange(replica.Meter.Models.Values.Sum(model => model.Loads.Count), 10, Requests);
        var figures = new LearningFigures($"RTX 3060, too small, seed {seed}", replica);
        figures.CheckSpeeds(within: 0.1);
        figures.CheckLoads(within: 0.2);
        figures.Tell(output);
    }

    [Fact]
    public void Configured_slots_are_never_exceeded_and_their_use_is_seen()
    {
        var config = Host("A100", slots: 4);
        var replica = new VirtualReplica(config, slots: 2);

        replica.Run(new MixedRequests(1, [.. config.Models.Values]).Take(Requests, 0));

        Assert.Equal(2, replica.MostRunning);
        Assert.All(replica.Meter.Models.Values, model => Assert.InRange(model.Slots.Known, 1, 2));
    }
}
