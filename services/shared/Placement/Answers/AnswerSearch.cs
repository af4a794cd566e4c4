using System.Globalization;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Answers;

/// <summary>
/// What is left of a run's retry budget before its first token, and what has failed so far. Knows no clock: the
/// elapsed time is told.
/// </summary>
internal sealed class AnswerSearch(PlacementLimits limits)
{
    private readonly List<string> _failedReplicas = [];
    private PlacementError? _last;

    /// <summary>Tries so far, those whose owner was away included.</summary>
    public int Attempts { get; private set; }

    /// <summary>Tries that a replica could have answered: only they use the budget up.</summary>
    private int _spent;

    public IReadOnlyList<string> FailedReplicas => _failedReplicas;

    /// <returns>False when the budget of attempts or of time is used up. The first attempt is always allowed.</returns>
    public bool MayTry(TimeSpan elapsed) =>
        Attempts == 0
        || (_spent < limits.MaxAttempts && elapsed <= limits.RetryWithin && elapsed < limits.FirstTokenTimeout);

    public int BeginAttempt() => ++Attempts;

    /// <summary>Time that the next token may take.</summary>
    public TimeSpan Patience(TimeSpan elapsed)
    {
        var left = limits.FirstTokenTimeout - elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

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
        elapsed + limits.TakeoverPause < limits.TakeoverWait && elapsed < limits.FirstTokenTimeout;

    /// <summary>What the client hears when a router has nothing (more) to offer.</summary>
    public PlacementError Conclude(PlacementError refusal) =>
        _last is null || refusal.Kind is PlacementErrorKind.AllBusy or PlacementErrorKind.OwnerChanging
            ? refusal
            : _last;

    /// <summary>What the client hears when the budget is used up or every routing has been tried.</summary>
    public PlacementError Conclude(TimeSpan elapsed) =>
        elapsed >= limits.FirstTokenTimeout ? TimedOut() : _last ?? TimedOut();

    private PlacementError TimedOut() =>
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
