using Orchestrator.EnsembleWorker.Runs.Lease;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Lease;

public sealed class SweepRuleTests
{
    private const int Workers = 200;

    [Fact]
    public void Who_goes_first_is_taken_first_whatever_was_drawn()
    {
        var random = new Random(7);
        IReadOnlyList<WaitingRun> waiting = [new("batch", 3), new("normal", 2), new("now-1", 1), new("now-2", 1)];

        for (var round = 0; round < 20; round++)
        {
            var chosen = SweepRule.Choose(waiting, places: 3, random.NextDouble);

            Assert.Equal(["now-1", "now-2"], chosen.Take(2).Select(run => run.RunId).Order());
            Assert.Equal("normal", chosen[2].RunId);
        }
    }

    [Fact]
    public void A_worker_takes_no_more_than_it_has_places_for()
    {
        var waiting = Enumerable.Range(0, 50).Select(number => new WaitingRun($"run-{number}", 1));

        Assert.Equal(7, SweepRule.Choose(waiting, places: 7, new Random(1).NextDouble).Distinct().Count());
        Assert.Empty(SweepRule.Choose([], places: 7, new Random(1).NextDouble));
    }

    [Fact]
    public void Workers_that_look_at_the_same_moment_take_mostly_different_runs()
    {
        var random = new Random(3);
        var waiting = Enumerable.Range(0, 256).Select(number => new WaitingRun($"run-{number}", 1)).ToList();

        // All see the same rows and claim one run each: every second claim of one of them must not fail.
        var claimed = Enumerable
            .Range(0, Workers)
            .Select(_ => SweepRule.Choose(waiting, places: 1, random.NextDouble).Single().RunId)
            .Distinct()
            .Count();

        Assert.True(claimed > Workers / 2, $"{claimed} different runs were chosen by {Workers} workers.");
    }
}
