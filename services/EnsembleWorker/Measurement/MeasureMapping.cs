using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Measurement.Estimates;
using Orchestrator.EnsembleWorker.Replicas;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>What was learned of one model, on the wire.</summary>
internal static class MeasureMapping
{
    /// <summary>Company that a speed is told for: up to so many calls at once.</summary>
    private const int ConcurrencyMax = 8;

    /// <param name="slots">0 while unknown.</param>
    /// <param name="began">When the meter's time was 0.</param>
    /// <param name="loaded">Null while the model is not in memory.</param>
    public static ModelMeasure ToMeasure(
        string digest,
        ModelMeter meter,
        int slots,
        DateTimeOffset began,
        LoadedState? loaded
    )
    {
        var measure = new ModelMeasure
        {
            Digest = digest,
            Calls = (ulong)meter.Calls,
            FailedCalls = (ulong)meter.FailedCalls,
            PromptTokens = (ulong)meter.PromptTokens,
            OutputTokens = (ulong)meter.OutputTokens,
            Loads = (ulong)meter.Loads.Count,
            PrefillTokensPerSecond = ToEstimate(meter.Prefill),
            DecodeTokensPerSecond = ToEstimate(meter.Decode),
            LoadSeconds = ToEstimate(meter.Loads.Seconds()),
            Slots = (uint)slots,
            VramBytes = (ulong)Math.Max(0, loaded?.VramBytes ?? 0),
            TotalBytes = (ulong)Math.Max(0, loaded?.TotalBytes ?? 0),
            LoadedContextTokens = (uint)Math.Max(0, loaded?.ContextTokens ?? 0),
            LastCallAt = meter.LastCallAt is { } at ? Timestamp.FromDateTimeOffset(began.AddSeconds(at)) : null,
        };
        AddConcurrency(measure, meter);
        AddDensity(measure, meter, "ko", PromptLanguage.Korean);
        AddDensity(measure, meter, "en", PromptLanguage.English);
        AddDensity(measure, meter, "other", PromptLanguage.Other);
        return measure;
    }

    /// <summary>A model that was unloaded keeps the memory that it took when it was last seen loaded.</summary>
    public static void KeepMemory(ModelMeasure measure, ModelMeasure? before)
    {
        if (measure.TotalBytes == 0 && before is not null)
        {
            measure.TotalBytes = before.TotalBytes;
            measure.VramBytes = before.VramBytes;
            measure.LoadedContextTokens = before.LoadedContextTokens;
        }
    }

    // From two calls at once on, up to the most that was seen together.
    private static void AddConcurrency(ModelMeasure measure, ModelMeter meter)
    {
        for (var calls = 2; calls <= Math.Min(ConcurrencyMax, meter.Slots.Known); calls++)
        {
            measure.DecodeAtConcurrency.Add(ToEstimate(meter.DecodeAt(calls)) ?? new Estimate());
        }
    }

    private static void AddDensity(ModelMeasure measure, ModelMeter meter, string name, PromptLanguage language)
    {
        if (ToEstimate(meter.Density(language)) is { } density)
        {
            measure.TokensPerChar.Add(name, density);
        }
    }

    private static Estimate? ToEstimate(Estimated estimated) =>
        estimated.Value > 0
            ? new Estimate
            {
                Value = estimated.Value,
                P10 = estimated.P10,
                P90 = estimated.P90,
                Weight = estimated.Weight,
            }
            : null;
}
