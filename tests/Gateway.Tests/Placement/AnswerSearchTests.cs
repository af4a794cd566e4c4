using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Gateway.Tests.Placement;

public sealed class AnswerSearchTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);
    private static readonly Choice At = new() { Model = "m", Replica = "gpu-1" };

    [Fact]
    public void The_shorter_of_the_callers_deadline_and_our_own_limit_counts()
    {
        var hurried = Search(Deadline);
        var patient = Search(TimeSpan.FromHours(9));

        Assert.Equal(TimeSpan.FromSeconds(2), hurried.Patience(TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(599), patient.Patience(TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.FromSeconds(32_399), patient.DeadlineLeft(TimeSpan.FromSeconds(1)));
        Assert.Null(Search(deadline: null).DeadlineLeft(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_timer_that_fires_a_moment_early_has_ended_the_wait_all_the_same()
    {
        var search = Search(Deadline);
        search.BeginAttempt();
        var early = Deadline - TimeSpan.FromMilliseconds(1);

        Assert.True(search.IsDeadlineOver(early));
        Assert.False(search.MayTry(early));
        Assert.Equal(("deadline_passed", PlacementErrorKind.TimedOut), Key(search.Conclude(early)));
        Assert.False(search.IsDeadlineOver(Deadline - TimeSpan.FromMilliseconds(10)));
    }

    [Fact]
    public void Our_own_limit_is_no_deadline_of_the_callers()
    {
        var search = Search(deadline: null);

        Assert.False(search.IsDeadlineOver(TimeSpan.FromMinutes(10)));
        Assert.Equal(
            ("first_token_timed_out", PlacementErrorKind.TimedOut),
            Key(search.Conclude(TimeSpan.FromMinutes(10)))
        );
    }

    [Fact]
    public void Only_after_a_failure_at_work_does_the_next_try_repeat_it()
    {
        var search = Search(deadline: null);
        search.BeginAttempt();
        search.Remember(AttemptFailures.NoAddress(At), At);
        Assert.False(search.RepeatsWork);

        search.BeginAttempt();
        search.Remember(AttemptFailures.Silent(At), At);
        Assert.True(search.RepeatsWork);

        search.BeginAttempt();
        Assert.False(search.RepeatsWork);
    }

    [Fact]
    public void A_second_copy_that_failed_is_not_asked_again_and_does_not_count_as_a_try()
    {
        var search = new AnswerSearch(new PlacementLimits { MaxAttempts = 1 }, deadline: null);
        search.BeginAttempt();
        search.RememberHedge(AttemptFailures.Silent(At), At);

        Assert.True(search.HasFailed(At));
        Assert.Equal(["gpu-1"], search.FailedReplicas);
        Assert.True(search.MayTry(TimeSpan.Zero));
        Assert.False(search.RepeatsWork);
    }

    private static AnswerSearch Search(TimeSpan? deadline) => new(new PlacementLimits(), deadline);

    private static (string, PlacementErrorKind) Key(PlacementError error) => (error.Cause, error.Kind);
}
