using System.Runtime.InteropServices;

namespace Orchestrator.Profiler.Speeds;

/// <summary>
/// How many times faster a replica's measured models are than their priors, by which the priors of its other models are
/// corrected. 1 while nothing was measured.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplicaFactor(double Prefill, double Decode, double Load)
{
    public static readonly ReplicaFactor None = new(1, 1, 1);

    /// <summary>Whether the two are so far apart that it is worth telling all readers of the view.</summary>
    public bool Differs(ReplicaFactor other) =>
        IsApart(Prefill, other.Prefill) || IsApart(Decode, other.Decode) || IsApart(Load, other.Load);

    // A tenth: less is smaller than what a prior is wrong by anyway.
    private static bool IsApart(double one, double other) => Math.Abs(Math.Log(one / other)) > 0.1;
}

/// <summary>Learns a replica's factor: the geometric mean over its measured models, one vote each. Pure but for its own state.</summary>
internal sealed class FactorLearner
{
    // A claim of a hundred times the prior is a wrong prior or a wrong clock, and says nothing of other models.
    private const double LogMost = 4;

    private readonly Dictionary<string, (double? Prefill, double? Decode, double? Load)> _votes = new(
        StringComparer.Ordinal
    );

    public ReplicaFactor Factor =>
        new(MeanOf(vote => vote.Prefill), MeanOf(vote => vote.Decode), MeanOf(vote => vote.Load));

    /// <param name="digest">The model.</param>
    /// <param name="uncorrected">Its prior without any factor.</param>
    /// <param name="prefill">Measured; 0 for unknown. The others alike.</param>
    public void Vote(string digest, SpeedPrior uncorrected, double prefill, double decode, double load) =>
        _votes[digest] = (
            LogOf(prefill, uncorrected.PrefillPerSecond),
            LogOf(decode, uncorrected.DecodePerSecond),
            LogOf(load, uncorrected.LoadSeconds)
        );

    public void Forget(string digest) => _votes.Remove(digest);

    private static double? LogOf(double measured, double prior) =>
        measured > 0 && prior > 0 ? Math.Clamp(Math.Log(measured / prior), -LogMost, LogMost) : null;

    private double MeanOf(Func<(double? Prefill, double? Decode, double? Load), double?> part) =>
        Math.Exp(_votes.Values.Average(part) ?? 0);
}
