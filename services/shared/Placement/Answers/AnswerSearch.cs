using System.Globalization;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Answers;

/// <summary>
/// What is left of a run's retry budget before its first token, and what has failed so far. Knows no clock: the
/// elapsed time is told.
/// </summary>
internal sealed class AnswerSearch(PlacementLimits limits, TimeSpan? deadline)
{
    /// <summary>Time for the first token: the process' own limit, or the caller's where that is shorter.</summary>
    private readonly TimeSpan _firstTokenWithin =
        deadline < limits.FirstTokenTimeout ? deadline.Value : limits.FirstTokenTimeout;
    private readonly List<string> _failedReplicas = [];
    private PlacementError? _last;

    /// <summary>Tries so far, those whose owner was away included.</summary>
    public int Attempts { get; private set; }

    /// <summary>Tries that a replica could have answered: only they use the budget up.</summary>
    private int _spent;

    public IReadOnlyList<string> FailedReplicas => _failedReplicas;

    /// <returns>False when the budget of attempts or of time is used up. The first attempt is always allowed.</returns>
    public bool MayTry(TimeSpan elapsed) =>
        Attempts == 0 || (_spent < limits.MaxAttempts && elapsed <= limits.RetryWithin && elapsed < _firstTokenWithin);

    public int BeginAttempt() => ++Attempts;

    /// <summary>Time that the next token may take.</summary>
    public TimeSpan Patience(TimeSpan elapsed)
    {
        var left = _firstTokenWithin - elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>What is left of the caller's own deadline; null when it set none.</summary>
    public TimeSpan? DeadlineLeft(TimeSpan elapsed) =>
        deadline is not { } whole ? null
        : whole > elapsed ? whole - elapsed
        : TimeSpan.Zero;

    /// <summary>The caller gave less time than a replica may take: that none has answered is no replica's fault.</summary>
    public bool IsDeadlineOver(TimeSpan elapsed) => elapsed >= deadline;

    public void Remember(AttemptFailure failure, Choice choice)
    {
        _last = failure.Error;
        if (!failure.IsOwnerAway)
        {
            // An owner that is away says nothing of the replica.
            _failedReplicas.Add(choice.Replica);
            _spent++;
        }
    }

    /// <returns>True when the answer may still come from replicas that are about to get a new owner.</returns>
    public bool MayAwaitOwner(TimeSpan elapsed) =>
        elapsed + limits.TakeoverPause < limits.TakeoverWait && elapsed < _firstTokenWithin;

    /// <summary>What the client hears when a router has nothing (more) to offer.</summary>
    public PlacementError Conclude(PlacementError refusal) =>
        _last is null || refusal.Kind is PlacementErrorKind.AllBusy or PlacementErrorKind.OwnerChanging
            ? refusal
            : _last;

    /// <summary>What the client hears when the budget is used up or every routing has been tried.</summary>
    public PlacementError Conclude(TimeSpan elapsed) => elapsed >= _firstTokenWithin ? TimedOut() : _last ?? TimedOut();

    private PlacementError TimedOut() =>
        _firstTokenWithin == deadline ? DeadlinePassed(_firstTokenWithin) : FirstTokenTimedOut();

    private static PlacementError DeadlinePassed(TimeSpan deadline) =>
        new(
            PlacementErrorKind.TimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"No token came within {deadline.TotalSeconds} s, the deadline that the request sets."
            )
        )
        {
            Cause = "deadline_passed",
        };

    private PlacementError FirstTokenTimedOut() =>
        new(
            PlacementErrorKind.TimedOut,
            string.Create(
                CultureInfo.InvariantCulture,
                $"No token came within {limits.FirstTokenTimeout.TotalSeconds} s, the limit set by "
                    + $"{PlacementLimits.SectionName}:{nameof(PlacementLimits.FirstTokenTimeout)}."
            )
        )
        {
            Cause = "first_token_timed_out",
        };
}
