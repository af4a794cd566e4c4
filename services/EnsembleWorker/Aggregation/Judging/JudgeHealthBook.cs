using System.Diagnostics.Metrics;
using Orchestrator.EnsembleWorker.Generation;

namespace Orchestrator.EnsembleWorker.Aggregation.Judging;

/// <summary>
/// How the judges of this worker have judged since its start, with the gauges <c>orchestrator.worker.judges.*</c>. Safe for any threads.
/// It steers nothing that has to come out the same after a takeover: who plans with a weight keeps it by a decision of the run.
/// </summary>
internal sealed class JudgeHealthBook
{
    /// <summary>Models that are kept; of further ones nothing is recorded, and they count as new.</summary>
    public const int ModelsMax = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, JudgeHealth> _health = new(StringComparer.OrdinalIgnoreCase);

    public JudgeHealthBook(IMeterFactory meters)
    {
#pragma warning disable CA2000 // The factory owns its meters.
        var meter = meters.Create(WorkerMetrics.Name);
#pragma warning restore CA2000
        Add(
            meter,
            "consistency",
            "Share of the pairs that were judged alike in both orders.",
            h => h.PositionConsistency
        );
        Add(
            meter,
            "length.correlation",
            "Correlation of winning with being the longer answer.",
            h => h.LengthCorrelation
        );
        Add(meter, "verdict.rate", "Share of the judgements that could be read.", h => h.VerdictRate);
        meter.CreateObservableCounter(
            "orchestrator.worker.judges.pairs",
            () => Snapshot().Select(entry => Measured(entry.Key, entry.Value.Pairs)),
            "{pair}",
            "Pairs of answers that were judged in both orders."
        );
    }

    public JudgeHealth Of(string model)
    {
        lock (_gate)
        {
            return _health.GetValueOrDefault(model, JudgeHealth.New);
        }
    }

    /// <param name="model">The judge.</param>
    /// <param name="verdict">As it was given, before anything is taken off.</param>
    /// <param name="firstLength">Characters of the first candidate's answer.</param>
    /// <param name="secondLength">Of the second one's.</param>
    public void Add(string model, PairVerdict verdict, int firstLength, int secondLength)
    {
        lock (_gate)
        {
            if (_health.TryGetValue(model, out var before) || _health.Count < ModelsMax)
            {
                _health[model] = (before ?? JudgeHealth.New).With(verdict, firstLength, secondLength);
            }
        }
    }

    public IReadOnlyList<KeyValuePair<string, JudgeHealth>> Snapshot()
    {
        lock (_gate)
        {
            return [.. _health];
        }
    }

    private void Add(Meter meter, string name, string description, Func<JudgeHealth, double?> value) =>
        meter.CreateObservableGauge(
            $"orchestrator.worker.judges.{name}",
            () =>
                from entry in Snapshot()
                let measured = value(entry.Value)
                where measured is not null
                select Measured(entry.Key, measured.Value),
            "1",
            description
        );

    private static Measurement<T> Measured<T>(string model, T value)
        where T : struct => new(value, new KeyValuePair<string, object?>("model", model));
}
