namespace Orchestrator.ServiceDefaults;

/// <summary>How long to wait before the next try: doubling, bounded, and spread so that processes do not dial in step.</summary>
public static class RedialWait
{
    // Beyond this the bound holds anyway, and the power would overflow.
    private const int DoublingsMax = 20;

    /// <param name="failures">In a row, from 1.</param>
    /// <param name="spread">From 0 to 1, drawn anew each time.</param>
    /// <returns>Between half of the doubled wait and all of it.</returns>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan max, double spread)
    {
        var doubled = first * Math.Pow(2, Math.Clamp(failures - 1, 0, DoublingsMax));
        return (doubled < max ? doubled : max) * (0.5 + (spread / 2));
    }
}
