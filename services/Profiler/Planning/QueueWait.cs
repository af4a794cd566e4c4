namespace Orchestrator.Profiler.Planning;

/// <summary>
/// How long a call waits for one of c slots. Sakasegawa's approximation of M/M/c ("An approximation formula Lq ≃
/// αρ^β/(1−ρ)", Annals of the Institute of Statistical Mathematics 29, 1977) times the usual factor for other
/// distributions (Allen and Cunneen). Above <see cref="LoadMax"/> it goes on along its tangent, so that of two overloaded
/// places the fuller one is still the worse.
/// </summary>
internal static class QueueWait
{
    private const double LoadMax = 0.92;

    // Half the sum of the squared coefficients of variation of the times between calls and of their lengths: bursts.
    private const double Variation = 2;

    /// <param name="load">Slots that are busy on average, over all of them.</param>
    /// <param name="slots">At least 1.</param>
    /// <param name="callSeconds">Mean time that a call holds a slot.</param>
    public static double Seconds(double load, int slots, double callSeconds)
    {
        if (load <= 0)
        {
            return 0;
        }

        var below = Math.Min(load, LoadMax);
        var power = Math.Sqrt(2 * (slots + 1.0)) - 1;
        var wait = Math.Pow(below, power) / (slots * (1 - below));
        var slope = wait * ((power / below) + (1 / (1 - below)));
        return Variation * callSeconds * (wait + (slope * (load - below)));
    }
}
