using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class ColdLoadTests
{
    private const string Model = "qwen3:8b";

    [Theory]
    [InlineData(4, 0)]
    [InlineData(6, 1)]
    public void A_load_that_takes_longer_than_the_worker_waits_fails_whoever_waits_for_it(int minutes, int refused)
    {
        var fleet = SmallFleet.Of(Slow(SmallFleet.Host("one", "RTX 4090", 24, Model), minutes));

        var figures = SmallFleet.Replay(fleet, new SmallFleet.Given(At(0)), ProductionPolicy.Kind);

        Assert.Equal(refused, figures.Refused);
    }

    [Fact]
    public void Who_joined_a_load_late_goes_on_to_another_host_when_it_is_given_up()
    {
        var fleet = SmallFleet.Of(
            Slow(SmallFleet.Host("a", "RTX 4090", 24, Model), minutes: 6),
            SmallFleet.Host("b", "RTX 4090", 24, "llama3.2:3b", Model)
        );
        var first = At(0);
        var late = At(250);

        // In turn, a first: the one in between goes to b, the late one waits with the first.
        var figures = SmallFleet.Replay(fleet, new SmallFleet.Given(first, At(10), late), BaselinePolicies.All[1]);

        Assert.Equal((1, 2), (figures.Refused, figures.Completed));
        Assert.Equal([0, 2], figures.Hosts.Select(host => host.Completed));
    }

    private static FleetHost Slow(FleetHost host, int minutes) =>
        host with
        {
            Slots = 2,
            Config = host.Config with { DiskBytesPerSecond = host.Config.Models[Model].SizeBytes / (minutes * 60.0) },
        };

    private static Arrival At(double seconds) =>
        new((long)seconds, TimeSpan.FromSeconds(seconds), Model, PromptShape.Unshared(100), 10);
}
