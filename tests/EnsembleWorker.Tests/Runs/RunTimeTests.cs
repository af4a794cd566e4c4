using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

public sealed class RunTimeTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(10, 0, 20)]
    [InlineData(40, 0, 0)]
    [InlineData(40, 25, 15)]
    public void Time_in_a_pause_does_not_count_against_the_limit(int minutes, int paused, int left)
    {
        var row = Row();
        row.PausedMs = (long)TimeSpan.FromMinutes(paused).TotalMilliseconds;

        Assert.Equal((TimeSpan.FromMinutes(left), false), RunTime.Left(row, Start.AddMinutes(minutes), Limit, Grace));
    }

    [Theory]
    [InlineData(0, 70)]
    [InlineData(59, 11)]
    [InlineData(600, 10)]
    public void Behind_its_deadline_a_run_has_the_grace_to_conclude_also_when_it_is_taken_over_late(
        int seconds,
        int left
    )
    {
        var row = Row();
        row.DeadlineAtMs = Start.AddMinutes(1).ToUnixTimeMilliseconds();

        Assert.Equal((TimeSpan.FromSeconds(left), true), RunTime.Left(row, Start.AddSeconds(seconds), Limit, Grace));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_run_that_is_begun_at_its_deadline_or_later_comes_too_late(int msBehind, bool isTooLate)
    {
        var row = Row();
        row.DeadlineAtMs = row.StartedAtMs - msBehind;

        Assert.Equal(isTooLate, RunTime.CameTooLate(row));
    }

    private static RunRow Row() =>
        new() { CreatedAtMs = Start.ToUnixTimeMilliseconds(), StartedAtMs = Start.ToUnixTimeMilliseconds() };
}
