using System.Collections.Frozen;
using WireEstimate = Orchestrator.Contracts.Worker.V1.Estimate;

namespace Orchestrator.Router.Fleet;

/// <summary>Tokens per character as the profiler has measured them, as far as they are sure enough to exclude a model by.</summary>
internal static class TokenDensity
{
    /// <summary>Observations (after forgetting) from which a figure counts.</summary>
    private const double WeightMin = 5;

    // Above it something else was counted than text; a character of four bytes makes four tokens at most.
    private const double DensityMax = 4;

    // What a mean is raised by where the densest tenth is not known: rather a model too few than a prompt that is cut.
    private const double Spread = 1.25;

    private const int LanguagesMax = 16;

    public static FrozenDictionary<string, double> Of(IEnumerable<KeyValuePair<string, WireEstimate>> measured)
    {
        var densities = measured
            .Where(each => IsUsable(each.Value))
            .Take(LanguagesMax)
            .ToDictionary(each => each.Key, each => Upper(each.Value), StringComparer.Ordinal);
        return densities.Count == 0
            ? ModelSpeed.Unknown.TokensPerChar
            : densities.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool IsUsable(WireEstimate estimate) =>
        estimate.Weight >= WeightMin && estimate.Value is > 0 and <= DensityMax;

    private static double Upper(WireEstimate estimate) =>
        estimate.P90 is > 0 and <= DensityMax
            ? Math.Max(estimate.P90, estimate.Value)
            : Math.Min(estimate.Value * Spread, DensityMax);
}
