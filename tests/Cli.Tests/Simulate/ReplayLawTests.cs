using System.Globalization;
using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class ReplayLawTests
{
    private const int Worlds = 60;

    [Theory]
    [InlineData("random")]
    [InlineData("round-robin")]
    [InlineData("least-connections")]
    [InlineData("warm-first")]
    [InlineData(ProductionPolicy.Name)]
    public void In_any_world_no_request_is_lost_or_answered_twice_and_no_limit_is_broken(string policy)
    {
        var answered = 0L;
        for (ulong seed = 1; seed <= Worlds; seed++)
        {
            using var laws = Play(seed, policy);
            Assert.Equal(laws.Arrivals, laws.Ends);
            answered += laws.Ends;
        }

        Assert.InRange(answered, Worlds * 100, Worlds * 300);
    }

    [Theory]
    [InlineData("random")]
    [InlineData("warm-first")]
    [InlineData(ProductionPolicy.Name)]
    public void The_same_seed_gives_the_same_history_and_another_one_does_not(string policy)
    {
        using var first = Play(7, policy);
        using var again = Play(7, policy);
        using var other = Play(8, policy);

        Assert.Equal(first.History, again.History);
        Assert.NotEqual(first.History, other.History);
    }

    private static LawObserver Play(ulong seed, string policy)
    {
        var random = new SimulationRandom(seed);
        var fleet = RandomWorlds.Fleet(random);
        var laws = new LawObserver(fleet, string.Create(CultureInfo.InvariantCulture, $"{policy}, seed {seed}"));
        FleetReplay.Run(
            ProductionReplay.Of(
                fleet,
                RandomWorlds.Workload(random, fleet),
                BaselinePolicies.All.Add(ProductionPolicy.Kind).Single(kind => kind.Name == policy),
                laws,
                seed
            ),
            CancellationToken.None
        );
        return laws;
    }
}
