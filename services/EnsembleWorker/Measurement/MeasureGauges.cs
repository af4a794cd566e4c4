using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>The published estimates by replica and model, read when somebody collects.</summary>
internal static class MeasureGauges
{
    public static void Create(IMeterFactory meters, Func<ImmutableDictionary<string, ReplicaMeasures>> replicas)
    {
#pragma warning disable CA2000 // The factory owns its meters.
        var meter = meters.Create(WorkerMetrics.Name);
#pragma warning restore CA2000
        Add(
            "prefill.speed",
            "{token}/s",
            "Prompt tokens per second of a call alone.",
            m => m.PrefillTokensPerSecond?.Value
        );
        Add(
            "decode.speed",
            "{token}/s",
            "Answer tokens per second of a call alone.",
            m => m.DecodeTokensPerSecond?.Value
        );
        Add("load.duration", "s", "Cold load.", m => m.LoadSeconds?.Value);
        Add("slots", "{call}", "Calls of the model that run at once.", m => m.Slots > 0 ? m.Slots : null);

        void Add(string name, string unit, string description, Func<ModelMeasure, double?> value) =>
            meter.CreateObservableGauge(
                $"orchestrator.worker.model.{name}",
                () => replicas().SelectMany(replica => Of(replica.Key, replica.Value.Published, value)),
                unit,
                description
            );
    }

    private static IEnumerable<Measurement<double>> Of(
        string replica,
        ImmutableArray<PublishedMeasure> published,
        Func<ModelMeasure, double?> value
    ) =>
        published
            .Where(measure => value(measure.Measure) is not null)
            .Select(measure => new Measurement<double>(
                value(measure.Measure) ?? 0,
                new KeyValuePair<string, object?>("replica", replica),
                new KeyValuePair<string, object?>("model", measure.Model)
            ));
}
