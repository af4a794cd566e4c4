using System.Globalization;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Answers;

/// <summary>
/// What is left of a run's own retry budget and of its caller's deadline before its first token, and what has failed so
/// far. Knows no clock: the elapsed time is told.
/// </summary>
internal sealed class AnswerSearch(PlacementLimits limits, TimeSpan? deadline)
{
    /// <summary>Timers count whole milliseconds and may be one short: a wait that they ended is over.</summary>
    private static readonly TimeSpan _timerSlack = TimeSpan.FromMilliseconds(2);

    private readonly List<string> _failedReplicas = [];

    /// <summary>Time for the first token: the process' own limit, or the caller's where that is shorter.</summary>
    private readonly TimeSpan _firstTokenWithin =
        deadline < limits.FirstTokenTimeout ? deadline.Value : limits.FirstTokenTimeout;

    private PlacementError? _last;
    private Choice? _failedHedge;

    /// <summary>The shortest time after which one of those that were busy wants to be asked again.</summary>
    private TimeSpan? _soonest;

    /// <summary>Tries that a replica could have answered: only they use the budget up.</summary>
    private int _spent;

    /// <summary>Tries so far, those whose owner was away included.</summary>
    public int Attempts { get; private set; }

    /// <summary>The next try repeats work that some replica has had already, which this process allows only so often.</summary>
    public bool RepeatsWork { get; private set; }

    public IReadOnlyList<string> FailedReplicas => _failedReplicas;

    /// <returns>False when the budget of attempts or of time is used up. The first attempt is always allowed.</returns>
    public bool MayTry(TimeSpan elapsed) =>
        Attempts == 0 || (_spent < limits.MaxAttempts && elapsed <= limits.RetryWithin && !IsOver(elapsed));

    public int BeginAttempt()
    {
        RepeatsWork = false;
        return ++Attempts;
    }

    /// <summary>Time that the next token may take, in whole milliseconds.</summary>
    public TimeSpan Patience(TimeSpan elapsed)
    {
        var left = _firstTokenWithin - elapsed;
        return left > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : TimeSpan.Zero;
    }

    /// <summary>What is left of the caller's own deadline; null when it set none.</summary>
    public TimeSpan? DeadlineLeft(TimeSpan elapsed) =>
        deadline is not { } whole ? null
        : whole > elapsed ? whole - elapsed
        : TimeSpan.Zero;

    public bool IsOver(TimeSpan elapsed) => elapsed + _timerSlack >= _firstTokenWithin;

    /// <summary>The caller's own time is over: that nobody has answered in it is no replica's fault.</summary>
    public bool IsDeadlineOver(TimeSpan elapsed) => elapsed + _timerSlack >= deadline;

    public void Remember(AttemptFailure failure, Choice choice)
    {
        _last = failure.Error;
        RepeatsWork = !failure.IsBeforeWork;
        if (failure.Error is { Kind: PlacementErrorKind.AllBusy, RetryAfter: { } wait } && !(wait > _soonest))
        {
            _soonest = wait;
        }

        if (!failure.IsOwnerAway)
        {
            // An owner that is away says nothing of the replica.
            _failedReplicas.Add(choice.Replica);
            _spent++;
        }
    }

    /// <summary>A second copy failed: the first one goes on and nothing was retried, but nobody needs to go there again.</summary>
    public void RememberHedge(AttemptFailure failure, Choice choice)
    {
        if (failure.Report == AttemptResult.Failed)
        {
            _failedReplicas.Add(choice.Replica);
            _failedHedge = choice;
        }
    }

    public bool HasFailed(Choice choice) => ReferenceEquals(choice, _failedHedge);

    /// <returns>True when the answer may still come from replicas that are about to get a new owner.</returns>
    public bool MayAwaitOwner(TimeSpan elapsed) =>
        elapsed + limits.TakeoverPause < limits.TakeoverWait && !IsOver(elapsed);

    /// <summary>What the client hears when a router has nothing (more) to offer.</summary>
    public PlacementError Conclude(PlacementError refusal) =>
        _last is null || refusal.Kind is PlacementErrorKind.AllBusy or PlacementErrorKind.OwnerChanging
            ? refusal with
            {
                RetryAfter = refusal.RetryAfter ?? _soonest,
            }
            : Last();

    /// <summary>What the client hears when a budget is used up or every routing has been tried.</summary>
    public PlacementError Conclude(TimeSpan elapsed) => _last is null || IsOver(elapsed) ? TimedOut() : Last();

    private PlacementError Last() =>
        // Not null: the callers have asked.
        _last!.Kind == PlacementErrorKind.AllBusy
            ? _last with
            {
                RetryAfter = _soonest,
            }
            : _last;

    private PlacementError TimedOut() =>
        _firstTokenWithin == deadline
            ? TimedOut("deadline_passed", "the deadline that the request sets")
            : TimedOut(
                "first_token_timed_out",
                $"the limit set by {PlacementLimits.SectionName}:{nameof(PlacementLimits.FirstTokenTimeout)}"
            );

    private PlacementError TimedOut(string cause, string limit) =>
        new(
            PlacementErrorKind.TimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"No token came within {_firstTokenWithin.TotalSeconds} s, {limit}."
            )
        )
        {
            Cause = cause,
        };
}
