using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Tests.Selection;

public sealed class CircuitStateTests
{
    private static readonly CircuitLimits Limits = new(3, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));
    private static readonly DateTimeOffset Start = Fleets.Start;

    [Fact]
    public void Opens_with_the_last_of_the_failures_in_a_row_and_not_before()
    {
        var state = Report(CircuitState.Closed, CircuitSignal.Failed, CircuitSignal.Failed);
        Assert.Equal(CircuitPhase.Closed, state.Phase(Start, Limits));

        state = Report(state, CircuitSignal.Failed);
        Assert.Equal(CircuitPhase.Open, state.Phase(Start, Limits));
    }

    [Fact]
    public void A_success_in_between_starts_the_count_anew()
    {
        var state = Report(
            CircuitState.Closed,
            CircuitSignal.Failed,
            CircuitSignal.Failed,
            CircuitSignal.Succeeded,
            CircuitSignal.Failed,
            CircuitSignal.Failed
        );

        Assert.Equal(CircuitPhase.Closed, state.Phase(Start, Limits));
    }

    [Fact]
    public void A_failed_trial_opens_it_again_for_the_whole_time()
    {
        var later = Start + Limits.OpenFor;
        var state = Open().Chosen(later, Limits).Report(CircuitSignal.Failed, later, Limits);

        Assert.Equal(CircuitPhase.Open, state.Phase(later + Limits.OpenFor - TimeSpan.FromTicks(1), Limits));
        Assert.Equal(CircuitPhase.HalfOpen, state.Phase(later + Limits.OpenFor, Limits));
    }

    [Fact]
    public void A_trial_that_nobody_reports_makes_room_for_another()
    {
        var later = Start + Limits.OpenFor;
        var state = Open().Chosen(later, Limits);

        Assert.Equal(CircuitPhase.Open, state.Phase(later + Limits.TrialFor - TimeSpan.FromTicks(1), Limits));
        Assert.Equal(CircuitPhase.HalfOpen, state.Phase(later + Limits.TrialFor, Limits));
    }

    [Fact]
    public void A_trial_that_says_nothing_of_the_cause_may_be_tried_anew()
    {
        var later = Start + Limits.OpenFor;
        var state = Open().Chosen(later, Limits).Report(CircuitSignal.Nothing, later, Limits);

        Assert.Equal(CircuitPhase.HalfOpen, state.Phase(later, Limits));
    }

    [Fact]
    public void Failures_that_began_before_it_opened_do_not_keep_it_open()
    {
        var state = Open().Report(CircuitSignal.Failed, Start + TimeSpan.FromSeconds(9), Limits);

        Assert.Equal(CircuitPhase.HalfOpen, state.Phase(Start + Limits.OpenFor, Limits));
    }

    [Fact]
    public void While_half_open_exactly_one_choice_gets_through() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<PositiveInt>(attempts =>
            {
                var now = Start + Limits.OpenFor;
                var (state, through) = (Open(), 0);
                for (var i = 0; i < attempts.Get; i++)
                {
                    through += state.Phase(now, Limits) == CircuitPhase.Open ? 0 : 1;
                    state = state.Chosen(now, Limits);
                }

                return through == 1;
            })
        );

    [Fact]
    public void A_success_closes_it_from_any_state() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<byte[]>(outcomes =>
            {
                var state = Report(CircuitState.Closed, [.. outcomes.Select(value => (CircuitSignal)(value % 3))]);
                return state.Report(CircuitSignal.Succeeded, Start, Limits) == CircuitState.Closed;
            })
        );

    private static CircuitState Open() =>
        Report(CircuitState.Closed, CircuitSignal.Failed, CircuitSignal.Failed, CircuitSignal.Failed);

    private static CircuitState Report(CircuitState state, params CircuitSignal[] outcomes) =>
        outcomes.Aggregate(state, (before, outcome) => before.Report(outcome, Start, Limits));
}
