namespace Orchestrator.Router.Estimates;

/// <summary>How good an answer of a model is expected to be, whichever replica gives it.</summary>
/// <param name="Mean">0 to 1.</param>
/// <param name="StandardError">How far off it may be.</param>
/// <param name="Source">See <see cref="QualitySources"/>.</param>
internal readonly record struct QualityEstimate(double Mean, double StandardError, string Source)
{
    /// <summary>Nothing is known: in the middle, and as uncertain as can be.</summary>
    public static readonly QualityEstimate Unknown = new(0.5, 0.29, QualitySources.Unknown);
}

/// <summary>Where a figure of quality comes from.</summary>
internal static class QualitySources
{
    /// <summary>The posterior that Learning publishes.</summary>
    public const string Learned = "learned";

    /// <summary>The profiler's skills: capability table and own probes.</summary>
    public const string Profile = "profile";

    /// <summary>Guessed from the number of parameters and the family.</summary>
    public const string Parameters = "parameters";

    public const string Unknown = "unknown";
}
