using System.Collections.Immutable;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Speeds;

/// <summary>
/// One speed out of three sources: the prior, what was stored (bounded, because it is old), and what the owner learns now.
/// The older two hand over to the live estimate as its weight grows, so that a host that changed is followed by its owner's
/// own forgetting and by nothing slower. Means are geometric: a speed is wrong by factors. Pure.
/// </summary>
internal static class SpeedBlend
{
    /// <summary>Observations after which the live estimate stands alone, beside a stored one and beside a prior only.</summary>
    private const double HandoverWeight = 8;
    private const double HandoverWeightOfPrior = 3;

    /// <summary>Observations that a prior counts for against a stored estimate.</summary>
    private const double PriorWeight = 2;

    /// <summary>Observations that a stored estimate counts for at most.</summary>
    private const double BaselineWeightMax = 20;

    public static Estimate Prefill(SpeedState speed) =>
        Of(speed.Prior.PrefillPerSecond, speed.Baseline?.Prefill, speed.Live?.Prefill);

    public static Estimate Decode(SpeedState speed) =>
        Of(speed.Prior.DecodePerSecond, speed.Baseline?.Decode, speed.Live?.Decode);

    public static Estimate Load(SpeedState speed) =>
        Of(speed.Prior.LoadSeconds, speed.Baseline?.Load, speed.Live?.Load);

    /// <param name="prior">0 or less: none.</param>
    /// <param name="baseline">Stored.</param>
    /// <param name="live">Of the owner, under the lease it has now.</param>
    public static Estimate Of(double prior, Estimate? baseline, Estimate? live)
    {
        var older = Older(prior, Known(baseline));
        if (Known(live) is not { } now)
        {
            return older;
        }

        var handover = older.Weight > 0 ? HandoverWeight : HandoverWeightOfPrior;
        var share = older.IsKnown ? Math.Min(1, now.Weight / handover) : 1;
        var value = Mean(older.Value, 1 - share, now.Value, share);
        var (low, high) = now.P10 > 0 || share >= 1 ? (now.P10, now.P90) : (older.P10, older.P90);
        return new Estimate(value, low, high, now.Weight + ((1 - share) * older.Weight));
    }

    /// <summary>What a new epoch begins with: baseline and live estimate as one, the counters added up.</summary>
    public static Measure? Folded(SpeedState speed)
    {
        if (speed is not { Live: { } live, Baseline: { } baseline })
        {
            return speed.Live ?? speed.Baseline;
        }

        return live with
        {
            Counts = live.Counts + baseline.Counts,
            Prefill = Of(0, baseline.Prefill, live.Prefill),
            Decode = Of(0, baseline.Decode, live.Decode),
            Load = Of(0, baseline.Load, live.Load),
            DecodeAtConcurrency = Longer(live.DecodeAtConcurrency, baseline.DecodeAtConcurrency),
            TokensPerChar = TokensPerChar(speed),
            Slots = live.Slots > 0 ? live.Slots : baseline.Slots,
            VramBytes = live.VramBytes > 0 ? live.VramBytes : baseline.VramBytes,
            TotalBytes = live.TotalBytes > 0 ? live.TotalBytes : baseline.TotalBytes,
            LoadedContextTokens = live.TotalBytes > 0 ? live.LoadedContextTokens : baseline.LoadedContextTokens,
            LastCallAt = live.LastCallAt ?? baseline.LastCallAt,
        };
    }

    public static ImmutableArray<Estimate> DecodeAtConcurrency(SpeedState speed) =>
        Longer(speed.Live?.DecodeAtConcurrency ?? [], speed.Baseline?.DecodeAtConcurrency ?? []);

    public static ImmutableArray<LanguageEstimate> TokensPerChar(SpeedState speed)
    {
        var live = speed.Live?.TokensPerChar ?? [];
        var baseline = speed.Baseline?.TokensPerChar ?? [];
        return
        [
            .. live.Concat(baseline)
                .Select(each => each.Language)
                .Distinct(StringComparer.Ordinal)
                .Select(language => new LanguageEstimate(
                    language,
                    Of(0, Find(baseline, language), Find(live, language))
                )),
        ];
    }

    private static Estimate Older(double prior, Estimate? baseline)
    {
        if (baseline is not { } stored)
        {
            return prior > 0 ? Estimate.Prior(prior) : Estimate.Unknown;
        }

        var weight = Math.Min(stored.Weight, BaselineWeightMax);
        var value = prior > 0 ? Mean(prior, PriorWeight, stored.Value, weight) : stored.Value;
        return stored with { Value = value, Weight = weight };
    }

    // A weight of nothing is a prior that went round; it must not count as an observation.
    private static Estimate? Known(Estimate? estimate) =>
        estimate is { Value: > 0, Weight: > 0 } known && double.IsFinite(known.Value) ? known : null;

    private static double Mean(double one, double oneWeight, double other, double otherWeight) =>
        oneWeight <= 0 || one <= 0
            ? other
            : Math.Exp(((oneWeight * Math.Log(one)) + (otherWeight * Math.Log(other))) / (oneWeight + otherWeight));

    private static Estimate? Find(ImmutableArray<LanguageEstimate> estimates, string language)
    {
        foreach (var each in estimates)
        {
            if (each.Language == language)
            {
                return each.Estimate;
            }
        }

        return null;
    }

    private static ImmutableArray<Estimate> Longer(ImmutableArray<Estimate> live, ImmutableArray<Estimate> baseline) =>
        live.Length >= baseline.Length ? live : baseline;
}
