namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>
/// Keeps an exact share of a sequence, evenly by number: 1/k keeps each k-th. Unlike stretching time, this leaves bursts
/// where and as long as they were; unlike chance, it keeps the same requests under every seed.
/// </summary>
internal sealed class Thinning(double share)
{
    private const long Whole = 1_000_000_000;
    private readonly long _step = Math.Clamp((long)Math.Round(share * Whole), 1, Whole);

    // Half a step early: the first kept request is in the middle of the first k and not at their end.
    private long _sum = Whole / 2;

    /// <summary>Whether the next one is kept. Whole numbers only: no rounding adds up over millions of requests.</summary>
    public bool KeepsNext()
    {
        _sum += _step;
        var isKept = _sum >= Whole;
        _sum -= isKept ? Whole : 0;
        return isKept;
    }
}
