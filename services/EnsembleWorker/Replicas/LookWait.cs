using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>When a replica is looked at again. Pure.</summary>
internal static class LookWait
{
    /// <param name="health">After the last look.</param>
    /// <param name="interval">Between two looks at a replica that is there.</param>
    /// <param name="options">The other waits.</param>
    /// <param name="spread">From 0 to 1, drawn anew each time: a thousand dead replicas are not looked at in step.</param>
    public static TimeSpan After(HealthState health, TimeSpan interval, HealthOptions options, double spread)
    {
        var isGone = health.Unreachable is not null;
        var isToBeConfirmed = isGone == (health.Looks.Failed == 0);
        if (!health.IsKnown || !isGone && !isToBeConfirmed)
        {
            return interval;
        }

        var confirm = options.ConfirmWait < interval ? options.ConfirmWait : interval;
        return isToBeConfirmed
            ? confirm
            : RedialWait.After(health.Looks.Failed, confirm, options.UnreachableWaitMax, spread);
    }
}
