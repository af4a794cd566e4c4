using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;
using Xunit.Abstractions;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>Calls of two models in turn, of which a host holds one at a time: taken as they come, each would be a swap.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Requests = 600;
    private static readonly string[] _models = ["qwen3:14b", "phi4:14b"];

    [Fact]
    public void On_two_hosts_each_model_stays_on_one_of_them()
    {
        var fleet = SmallFleet.Of(Host("one"), Host("two"));

        var own = SmallFleet.Replay(fleet, Storm(perSecond: 2), ProductionPolicy.Kind);

        output.WriteLine($"{own.Swaps} swaps, first token p95 {own.FirstToken.P95:0.0} s (simulated)");
        Assert.Equal(0, own.Refused);
        Assert.InRange(own.Swaps, 2, 6);
        Assert.InRange(own.FirstToken.P95, 0, 10);
    }

    [Fact]
    public void On_one_host_swaps_and_waits_are_bounded_where_the_order_of_arrival_swaps_all_the_time()
    {
        var fleet = SmallFleet.Of(Host("one"));
        var storm = Storm(perSecond: 1);

        var own = SmallFleet.Replay(fleet, storm, ProductionPolicy.Kind);

        output.WriteLine($"{own.Swaps} swaps, first token p95 {own.FirstToken.P95:0.0} s (simulated)");
        Assert.Equal(0, own.Refused);
        // In the order of arrival there is a swap for nearly every call.
        Assert.InRange(own.Swaps, 2, Requests / 5);
        Assert.InRange(own.FirstToken.P95, 0, 60);
    }

    private static FleetHost Host(string name)
    {
        var host = SmallFleet.Host(name, "RTX 4080", 16, _models);
        return host with
        {
            Config = host.Config with { NumParallel = 2, ContextLength = 4096 },
            Slots = 2,
            QueueLimit = 200,
        };
    }

    private static SmallFleet.Given Storm(double perSecond) =>
        new([
            .. Enumerable
                .Range(0, Requests)
                .Select(number => new Arrival(
                    number,
                    TimeSpan.FromSeconds(number / perSecond),
                    _models[number % 2],
                    PromptShape.Unshared(200),
                    20
                )),
        ]);
}
