using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Cli.Tests.Simulate;

public sealed class GiveUpTests
{
    private static readonly ReplayTiming _impatient = ProductionReplay.Timing with
    {
        FirstTokenLimit = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public void A_request_that_waits_too_long_for_its_first_token_counts_as_refused_and_frees_its_place()
    {
        var fleet = SmallFleet.Of(SmallFleet.Host("one", "RTX 4090", 24, "gemma3:12b"));
        using var laws = Play(fleet, seed: 1, requests: 40, perSecond: 2, BaselinePolicies.All[0]);

        Assert.InRange(laws.Refusals, 1, 39);
    }

    [Theory]
    [InlineData("random")]
    [InlineData(ProductionPolicy.Name)]
    public void Impatient_clients_break_no_law_in_any_world(string policy)
    {
        var kind = BaselinePolicies.All.Add(ProductionPolicy.Kind).Single(kind => kind.Name == policy);
        var refusals = 0L;
        for (ulong seed = 1; seed <= 30; seed++)
        {
            using var laws = Play(RandomWorlds.Fleet(new SimulationRandom(seed)), seed, 150, 3, kind);
            Assert.Equal(laws.Arrivals, laws.Ends);
            refusals += laws.Refusals;
        }

        Assert.True(refusals > 0);
    }

    private static LawObserver Play(Fleet fleet, ulong seed, int requests, double perSecond, PolicyKind policy)
    {
        var models = fleet.Hosts.SelectMany(host => host.Config.Models.Keys).Distinct(StringComparer.Ordinal);
        var laws = new LawObserver(fleet, $"{policy.Name}, seed {seed}");
        FleetReplay.Run(
            ProductionReplay.Of(fleet, new SmallFleet.Steady(requests, perSecond, [.. models]), policy, laws, seed) with
            {
                Timing = _impatient,
            },
            CancellationToken.None
        );
        return laws;
    }
}
