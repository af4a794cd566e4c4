using System.Collections.Immutable;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;
using Estimate = Orchestrator.Profiler.Registry.Estimate;

namespace Orchestrator.Profiler.Discovery;

/// <summary>A measure of an owner in our own types. What is no number, or below zero, counts as not told.</summary>
internal static class MeasureMapping
{
    private const int ConcurrencyMax = 64;
    private const int LanguagesMax = 8;

    public static Measure ToMeasure(ModelMeasure measure, ProfilerOptions limits) =>
        new(measure.Digest)
        {
            Counts = new MeasureCounts(
                measure.Calls,
                measure.FailedCalls,
                measure.PromptTokens,
                measure.OutputTokens,
                measure.Loads
            ),
            Prefill = ToEstimate(measure.PrefillTokensPerSecond),
            Decode = ToEstimate(measure.DecodeTokensPerSecond),
            Load = ToEstimate(measure.LoadSeconds),
            DecodeAtConcurrency = [.. measure.DecodeAtConcurrency.Take(ConcurrencyMax).Select(ToEstimate)],
            TokensPerChar = ToLanguages(measure, limits),
            Slots = measure.Slots,
            VramBytes = measure.VramBytes,
            TotalBytes = measure.TotalBytes,
            LoadedContextTokens = measure.LoadedContextTokens,
            LastCallAt = Timestamps.Read(measure.LastCallAt),
        };

    private static ImmutableArray<LanguageEstimate> ToLanguages(ModelMeasure measure, ProfilerOptions limits) =>
        [
            .. measure
                .TokensPerChar.Where(each => each.Key.Length <= limits.TextCharsMax)
                .OrderBy(each => each.Key, StringComparer.Ordinal)
                .Take(LanguagesMax)
                .Select(each => new LanguageEstimate(each.Key, ToEstimate(each.Value))),
        ];

    private static Estimate ToEstimate(Contracts.Worker.V1.Estimate? estimate) =>
        estimate is { } told && Number(told.Value) > 0
            ? new Estimate(told.Value, Number(told.P10), Number(told.P90), Number(told.Weight))
            : Estimate.Unknown;

    private static double Number(double value) => double.IsFinite(value) && value > 0 ? value : 0;
}
