using Microsoft.Extensions.Options;

namespace Orchestrator.Placement.Attempts;

/// <summary>
/// How often this process may repeat work that a replica has failed at: when the whole fleet is broken, retries must not
/// multiply what it gets. What has not reached a replica is not repeated work and needs no budget.
/// </summary>
internal sealed class RetryBudget(IOptions<PlacementLimits> limits, PlacementTelemetry telemetry, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly long _startedAt = clock.GetTimestamp();
    private readonly RetryWindow _window = new(
        limits.Value.RetryWindow,
        limits.Value.RetryShare,
        limits.Value.RetryFloor
    );

    /// <summary>A question has come, which pays for a part of a retry.</summary>
    public void Ask()
    {
        lock (_gate)
        {
            _window.Ask(clock.GetElapsedTime(_startedAt));
        }
    }

    /// <returns>False when the budget is used up; the retry is counted otherwise.</returns>
    public bool TryRetry()
    {
        bool isAllowed;
        lock (_gate)
        {
            isAllowed = _window.TryRetry(clock.GetElapsedTime(_startedAt));
        }

        telemetry.Retry(isAllowed);
        return isAllowed;
    }
}
