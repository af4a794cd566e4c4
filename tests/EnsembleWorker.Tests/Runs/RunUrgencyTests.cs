using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Runs;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunUrgencyTests
{
    private static readonly TimeSpan Aging = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(3, 59, 3)]
    [InlineData(3, 60, 2)]
    [InlineData(3, 120, 1)]
    [InlineData(3, 100_000, 1)]
    [InlineData(3, -100, 3)]
    public void A_run_is_one_level_more_urgent_for_each_span_that_it_has_waited(
        int priority,
        int waitedSeconds,
        int level
    ) => Assert.Equal(level, RunUrgency.Level(priority, 0, waitedSeconds * 1000L, Aging));

    [Fact]
    public void Nobody_who_comes_late_enough_goes_before_a_run_that_waits() =>
        Prop.ForAll<byte, byte, uint>(
                (priority, later, sinceMs) =>
                    RunUrgency.DueMs(priority % 4, sinceMs, Aging)
                    < RunUrgency.DueMs(later % 4, sinceMs + (long)(3 * Aging.TotalMilliseconds), Aging)
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Of_runs_of_one_age_the_more_urgent_one_is_first() =>
        Prop.ForAll<byte, byte, uint>(
                (first, second, sinceMs) =>
                {
                    var (a, b) = (1 + (first % 3), 1 + (second % 3));
                    var order = RunUrgency.DueMs(a, sinceMs, Aging).CompareTo(RunUrgency.DueMs(b, sinceMs, Aging));
                    return order == a.CompareTo(b);
                }
            )
            .QuickCheckThrowOnFailure();
}
