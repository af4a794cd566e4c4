using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

public sealed class BreakersTests
{
    private static readonly BreakerLimits Rules = Limits.Breakers;

    [Fact]
    public void The_defaults_are_five_failures_and_a_minute() =>
        Assert.Equal((5, TimeSpan.FromSeconds(60)), (Rules.Fault.FailuresToOpen, Rules.Fault.OpenFor));

    [Theory]
    [InlineData(nameof(AttemptOutcome.Failed), ExclusionReasons.BreakerOpen)]
    [InlineData(nameof(AttemptOutcome.ServerFailed), ExclusionReasons.BreakerOpen)]
    [InlineData(nameof(AttemptOutcome.Busy), ExclusionReasons.QueueFull)]
    [InlineData(nameof(AttemptOutcome.NotItsFault), null)]
    public void Each_cause_has_its_own_and_says_its_own_reason(string outcome, string? expected)
    {
        var breakers = Report(Enumerable.Repeat(Enum.Parse<AttemptOutcome>(outcome), 5));

        Assert.Equal(expected, breakers.WhyNot(Start, Rules));
    }

    [Fact]
    public void Failures_of_two_causes_do_not_add_up()
    {
        var mixed = Enumerable
            .Range(0, 8)
            .Select(i => i % 2 == 0 ? AttemptOutcome.Failed : AttemptOutcome.ServerFailed);

        Assert.Null(Report(mixed).WhyNot(Start, Rules));
    }

    [Fact]
    public void A_busy_replica_is_left_alone_for_a_moment_and_not_for_a_minute()
    {
        var busy = Report(Enumerable.Repeat(AttemptOutcome.Busy, Rules.Busy.FailuresToOpen));

        Assert.NotNull(busy.WhyNot(Start, Rules));
        Assert.Null(busy.WhyNot(Start + Rules.Busy.OpenFor, Rules));
        Assert.True(Rules.Busy.OpenFor < Rules.Fault.OpenFor / 10);
    }

    [Fact]
    public void An_answer_closes_all_of_them() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<byte[]>(outcomes =>
                ReferenceEquals(
                    Report(outcomes.Select(value => (AttemptOutcome)(value % 5)).Append(AttemptOutcome.Completed)),
                    Breakers.Closed
                )
            )
        );

    [Fact]
    public void Load_never_opens_the_breaker_of_a_fault() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<bool[]>(outcomes =>
                Report(outcomes.Select(busy => busy ? AttemptOutcome.Busy : AttemptOutcome.NotItsFault))
                    .WhyNot(Start, Rules) != ExclusionReasons.BreakerOpen
            )
        );

    [Fact]
    public void One_trial_is_enough_for_all_that_are_half_open()
    {
        var open = Report(
            Enumerable.Repeat(AttemptOutcome.Failed, 5).Concat(Enumerable.Repeat(AttemptOutcome.ServerFailed, 5))
        );
        var later = Start + Rules.Fault.OpenFor;

        Assert.Null(open.WhyNot(later, Rules));
        var onTrial = open.Chosen(later, Rules);
        Assert.Equal(ExclusionReasons.BreakerOpen, onTrial.WhyNot(later, Rules));
        Assert.Null(onTrial.Report(AttemptOutcome.Completed, later, Rules).WhyNot(later, Rules));
    }

    private static Breakers Report(IEnumerable<AttemptOutcome> outcomes) =>
        outcomes.Aggregate(Breakers.Closed, (before, outcome) => before.Report(outcome, Start, Rules));
}
