namespace Orchestrator.Profiler.Capability;

/// <summary>
/// How much each part of an ability varies, in squared log-odds. Found by coordinate search for the best leave-one-model-out
/// likelihood of the figures, in turn with the benchmarks' slopes; docs/models.md has the result.
/// </summary>
internal sealed record AbilityVariances
{
    public static AbilityVariances Fitted { get; } = new();

    /// <summary>Of the gain per decade of parameters: in common, and on top per domain and per language.</summary>
    public double Size { get; init; } = 1.5;
    public double SizeDomain { get; init; } = 0.008;
    public double SizeLanguage { get; init; } = 0.025;

    /// <summary>Of the bend of that gain.</summary>
    public double Bend { get; init; } = 0.05;

    /// <summary>Of the gain per year of release.</summary>
    public double Age { get; init; } = 0.48;

    /// <summary>Of what thinking before the answer gains.</summary>
    public double Thinking { get; init; } = 0.3;
    public double ThinkingDomain { get; init; } = 0.03;

    /// <summary>Of publishers.</summary>
    public double Vendor { get; init; } = 0.33;
    public double VendorLanguage { get; init; } = 0.16;

    /// <summary>Of families.</summary>
    public double Family { get; init; } = 0.015;
    public double FamilyDomain { get; init; } = 0.16;
    public double FamilyLanguage { get; init; } = 0.1;

    /// <summary>Of models of one family and size.</summary>
    public double Model { get; init; } = 0.008;
    public double ModelDomain { get; init; } = 0.008;

    /// <summary>Of the difficulty of benchmarks, and of harnesses around their benchmark.</summary>
    public double Benchmark { get; init; } = 1.5;
    public double Ranking { get; init; } = 0.1;

    /// <summary>Of single figures around all that.</summary>
    public double Noise { get; init; } = 0.05;
}
