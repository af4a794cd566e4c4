using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Gateway.Tests.Placement;

/// <summary>What a failed call means for the replica's breakers, for the next try and for the client.</summary>
public sealed class AttemptFailuresTests
{
    private static readonly Choice At = new() { Model = "qwen3:8b", Replica = "gpu-1" };

    [Theory]
    [InlineData(StatusCode.Unavailable, "connect", "connect_failed", FailureCause.Transport)]
    [InlineData(StatusCode.Unavailable, "first_token", "first_token_timed_out", FailureCause.Transport)]
    [InlineData(StatusCode.Unavailable, "first_token", "replica_failed", FailureCause.Server)]
    [InlineData(StatusCode.Unavailable, "first_token", "load_timed_out", FailureCause.Server)]
    [InlineData(StatusCode.Aborted, "stream", "stream_broken", FailureCause.Transport)]
    [InlineData(StatusCode.Aborted, "stream", "idle_timed_out", FailureCause.Transport)]
    [InlineData(StatusCode.Aborted, "stream", "replica_failed", FailureCause.Server)]
    [InlineData(StatusCode.Internal, "", "", FailureCause.Server)]
    public void What_breaks_off_and_what_says_that_it_failed_have_breakers_of_their_own(
        StatusCode status,
        string stage,
        string cause,
        FailureCause breaker
    )
    {
        var failure = AttemptFailures.From(Failed(status, stage, cause), At);

        Assert.Equal((AttemptResult.Failed, breaker), (failure.Report, failure.Cause));
    }

    [Fact]
    public void Silence_and_half_an_answer_are_failures_of_the_wire()
    {
        Assert.Equal(FailureCause.Transport, AttemptFailures.Silent(At).Cause);
        Assert.Equal(FailureCause.Transport, AttemptFailures.BrokenOff(At).Cause);
        Assert.Equal(
            FailureCause.Transport,
            AttemptFailures.From(new RpcException(new Status(StatusCode.DeadlineExceeded, "")), At).Cause
        );
    }

    [Fact]
    public void Load_has_a_breaker_of_its_own_and_says_when_to_come_back()
    {
        var failure = AttemptFailures.From(
            Failed(StatusCode.ResourceExhausted, "admission", "queue_full", TimeSpan.FromSeconds(7)),
            At
        );

        Assert.Equal((AttemptResult.Busy, FailureCause.Busy), (failure.Report, failure.Cause));
        Assert.Equal((PlacementErrorKind.AllBusy, "queue_full"), (failure.Error.Kind, failure.Error.Cause));
        Assert.Equal(TimeSpan.FromSeconds(7), failure.Error.RetryAfter);
        Assert.True(failure.TryElsewhere);
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted, "admission", "deadline_too_short")]
    [InlineData(StatusCode.Unavailable, "admission", "draining")]
    [InlineData(StatusCode.Unavailable, "admission", "stopping")]
    [InlineData(StatusCode.InvalidArgument, "first_token", "refused")]
    [InlineData(StatusCode.NotFound, "first_token", "model_not_found")]
    [InlineData(StatusCode.FailedPrecondition, "admission", "old_epoch")]
    public void What_is_no_fault_of_the_replica_opens_no_breaker(StatusCode status, string stage, string cause)
    {
        var failure = AttemptFailures.From(Failed(status, stage, cause), At);

        Assert.Equal((AttemptResult.NotItsFault, FailureCause.Unspecified), (failure.Report, failure.Cause));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, "connect", "connect_failed", true)]
    [InlineData(StatusCode.Unavailable, "admission", "draining", true)]
    [InlineData(StatusCode.FailedPrecondition, "admission", "old_epoch", true)]
    [InlineData(StatusCode.Unavailable, "first_token", "replica_failed", false)]
    [InlineData(StatusCode.ResourceExhausted, "admission", "queue_full", false)]
    public void What_never_reached_the_replica_is_no_work_that_is_repeated(
        StatusCode status,
        string stage,
        string cause,
        bool isBeforeWork
    ) => Assert.Equal(isBeforeWork, AttemptFailures.From(Failed(status, stage, cause), At).IsBeforeWork);

    [Fact]
    public void A_worker_that_cannot_be_reached_is_no_fault_of_its_replica_and_costs_no_budget()
    {
        var failure = AttemptFailures.From(new RpcException(new Status(StatusCode.Unavailable, "")), At);

        Assert.Equal(
            (AttemptResult.NotItsFault, true, true),
            (failure.Report, failure.IsOwnerAway, failure.IsBeforeWork)
        );
    }

    [Theory]
    [InlineData(-5, 0, null)]
    [InlineData(5, -1, null)]
    [InlineData(long.MaxValue, 0, null)]
    [InlineData(86_400, 0, 3600)]
    [InlineData(30, 0, 30)]
    public void Nobody_is_sent_away_for_longer_than_an_hour_and_nonsense_is_no_time(long seconds, int nanos, int? told)
    {
        var detail = new InferenceFailure
        {
            RetryAfter = new Duration { Seconds = seconds, Nanos = nanos },
        };

        Assert.Equal(told, (int?)detail.Wait()?.TotalSeconds);
    }

    private static RpcException Failed(StatusCode status, string stage, string cause, TimeSpan? retryAfter = null)
    {
        var failure = new InferenceFailure
        {
            Stage = stage,
            Cause = cause,
            TryElsewhere = true,
            RetryAfter = retryAfter?.ToDuration(),
        };
        return new RpcException(
            new Status(status, "fake"),
            new Metadata { { "orchestrator-error-bin", failure.ToByteArray() } }
        );
    }
}
