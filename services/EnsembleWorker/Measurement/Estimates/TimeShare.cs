using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>A part of a call's time, by what else ran on its replica.</summary>
/// <param name="Same">Other calls of the same model.</param>
/// <param name="Others">Other models that ran calls.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeShare(int Same, int Others, double Seconds);

/// <summary>How much company slows a call down.</summary>
/// <param name="Same">By this share of a token's time alone for each further call of the same model.</param>
/// <param name="Others">Likewise for each other model that computes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SharingCost(double Same, double Others)
{
    /// <summary>
    /// Until something was seen: a batch costs half a token more per member, and a second model takes half of the GPU's
    /// time. Wide guesses, which a few calls overrule.
    /// </summary>
    public static SharingCost Guess { get; } = new(0.5, 1);

    /// <summary>Times as slow as alone.</summary>
    public double Slowness(int same, int others) => (1 + (Same * same)) * (1 + (Others * others));
}

/// <summary>A call's work, and the time it took in which company.</summary>
/// <param name="Weight">How far it is to be believed, from 0 to 1.</param>
internal sealed record TimeSample(double Tokens, TimeShare[] Shares, double Weight)
{
    public double Seconds
    {
        get
        {
            var sum = 0.0;
            foreach (var share in Shares)
            {
                sum += share.Seconds;
            }

            return sum;
        }
    }

    /// <summary>The time that the same work would have taken alone.</summary>
    public double SecondsAlone(SharingCost cost)
    {
        var sum = 0.0;
        foreach (var share in Shares)
        {
            sum += share.Seconds / cost.Slowness(share.Same, share.Others);
        }

        return sum;
    }
}
