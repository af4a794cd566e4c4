using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;
using Xunit.Abstractions;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class ScalingTests(ITestOutputHelper output)
{
    private const string Model = "qwen3:8b";
    private const double FarMoreThanFourCanDo = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Four_equal_replicas_serve_at_least_3_9_times_the_tokens_of_one_under_saturating_load(int slots)
    {
        var load = new Alike(10_000, FarMoreThanFourCanDo);

        var one = SmallFleet.Replay(Replicas(1, slots), load, ProductionPolicy.Kind);
        var four = SmallFleet.Replay(Replicas(4, slots), load, ProductionPolicy.Kind);

        output.WriteLine($"{one.TokensPerSecond:0} and {four.TokensPerSecond:0} tokens/s (simulated)");
        Assert.True(one.Refused > 0 && four.Refused > 0, "The load is meant to be more than they can do.");
        Assert.InRange(four.TokensPerSecond / one.TokensPerSecond, 3.9, 4.1);
    }

    private static Fleet Replicas(int count, int slots) =>
        SmallFleet.Of([.. Enumerable.Range(0, count).Select(at => Replica($"replica-{at}", slots))]);

    private static FleetHost Replica(string name, int slots)
    {
        var host = SmallFleet.Host(name, "RTX 4090", 24, Model);
        return host with { Config = host.Config with { NumParallel = slots }, Slots = slots };
    }

    /// <summary>All of one length: otherwise the ratio would tell which lengths happened to be served where.</summary>
    private sealed class Alike(int requests, double perSecond) : IWorkload
    {
        public string Name => "alike";

        public Deadline? Deadline => null;

        public IEnumerable<Arrival> Read(ulong seed) =>
            Enumerable
                .Range(0, requests)
                .Select(number => new Arrival(
                    number,
                    TimeSpan.FromSeconds(number / perSecond),
                    Model,
                    PromptShape.Unshared(500),
                    120
                ));
    }
}
