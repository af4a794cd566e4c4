using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Speeds;

/// <summary>
/// Speeds of a model on a card by three proportions: decode ≈ the card's bytes per second over the bytes of active weights,
/// prefill ≈ its operations per second over twice the active parameters, load ≈ size over what a disk gives. Pure.
/// </summary>
internal static partial class SpeedPriors
{
    // A pattern that is linear; the bound is for a machine that stands still.
    private const int TimeoutMs = 1_000;

    /// <summary>A usual solid-state disk, and what a load takes besides reading.</summary>
    private const double DiskBytesPerSecond = 1e9;
    private const double LoadSecondsFixed = 1;

    // A file of four bits per weight, which most are.
    private const double BytesPerParameter = 0.6;
    private const double UsualBillions = 8;

    // No published figure is outside, whatever a replica may claim of its models.
    private const double PerSecondLeast = 0.1;
    private const double PerSecondMost = 50_000;
    private const double LoadSecondsMost = 600;

    /// <param name="gpu">The replica's card; may be empty.</param>
    /// <param name="factor">How the replica's other models compare with their priors.</param>
    /// <param name="model">The model.</param>
    public static SpeedPrior Of(string gpu, ReplicaFactor factor, KnownModel model)
    {
        var billions = ParametersOf(model);
        var activeShare = Math.Min(1, ActiveBillions(model.Name, billions) / billions);
        var bytes = model.SizeBytes > 0 ? model.SizeBytes : billions * 1e9 * BytesPerParameter;
        var card = CardSpeeds.Of(gpu);
        return new SpeedPrior(
            Bounded(factor.Prefill * card.PrefillFlops / (2e9 * billions * activeShare)),
            Bounded(factor.Decode * card.DecodeBytes / (bytes * activeShare)),
            Math.Min(LoadSecondsMost, factor.Load * (LoadSecondsFixed + (bytes / DiskBytesPerSecond)))
        );
    }

    private static double ParametersOf(KnownModel model)
    {
        var stated = ProfileMath.ParametersBillion(model.ParameterSize);
        return stated > 0 ? stated
            : model.SizeBytes > 0 ? Math.Max(0.01, model.SizeBytes / BytesPerParameter / 1e9)
            : UsualBillions;
    }

    /// <summary>Models of experts say in their names how much of them works on a token: "qwen3:30b-a3b".</summary>
    private static double ActiveBillions(string name, double billions)
    {
        var match = Active().Match(name);
        return match.Success
            ? Math.Max(0.01, double.Parse(match.Groups["billions"].ValueSpan, CultureInfo.InvariantCulture))
            : billions;
    }

    private static double Bounded(double perSecond) => Math.Clamp(perSecond, PerSecondLeast, PerSecondMost);

    [GeneratedRegex(
        @"[-_:]a(?<billions>\d{1,3}(\.\d{1,3})?)b(?![a-z0-9])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeoutMs
    )]
    private static partial Regex Active();
}
