using System.Runtime.InteropServices;

namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>What a call's time consists of: a part per call, and one per token that grows with company.</summary>
/// <param name="PerToken">Seconds of one token of a call that runs alone.</param>
/// <param name="PerCall">Seconds that do not depend on the tokens.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenTime(double PerToken, double PerCall, SharingCost Cost)
{
    public double SecondsAlone(double tokens) => PerCall + (PerToken * tokens);

    public double TokensPerSecond(int sameCalls = 0) => 1 / (PerToken * Cost.Slowness(sameCalls, 0));

    /// <summary>Logarithm of the time it took over the time it should have taken.</summary>
    public double LogRatio(TimeSample sample) =>
        Math.Log(sample.SecondsAlone(Cost) / Math.Max(SecondsAlone(sample.Tokens), double.Epsilon));
}
