using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>What must hold after any sequence of events.</summary>
public sealed class HostLawTests
{
    private const int Operations = 4000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_sequence_of_events_breaks_a_limit_or_loses_a_request(int seed)
    {
        var play = new RandomPlay(seed);
        for (var round = 0; round < Operations; round++)
        {
            play.Next();
            HostLaws.CheckLimits(play.Host.State);
        }

        play.Finish();
        Assert.True(play.Open.Count == 0, $"Seed {seed}: {play.Open.Count} requests never got an end.");
        Assert.Empty(play.Host.State.Pending);
        Assert.All(play.Host.State.Runners.Values, runner => Assert.True(runner.IsIdle));
        HostLaws.CheckCounts(play.Host);
    }

    [Fact]
    public void The_same_seed_has_the_same_history_and_another_one_has_not()
    {
        Assert.Equal(History(1), History(1));
        Assert.NotEqual(History(1), History(2));
    }

    // Laws that are never put to the test would hold for nothing.
    [Fact]
    public void The_events_reach_every_kind_of_action()
    {
        var play = new RandomPlay(1);
        for (var round = 0; round < Operations; round++)
        {
            play.Next();
        }

        Assert.Equal(6, play.Host.Actions.Select(action => action.GetType()).Distinct().Count());
        Assert.Contains(play.Host.Actions, action => action is HostAction.Start { CachedTokens: > 0 });
    }

    private static string[] History(int seed)
    {
        var play = new RandomPlay(seed);
        for (var round = 0; round < 1000; round++)
        {
            play.Next();
        }

        return [.. play.Host.Actions.Select(action => action.ToString())];
    }
}
