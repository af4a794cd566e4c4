using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>The measures of all replicas. They begin anew with each ownership: what another owner learned, the profiler keeps.</summary>
internal sealed class FleetMeasures : IMeasures, IDisposable
{
    private readonly Lock _gate = new();
    private readonly MeasurementOptions _options;
    private readonly HeldLeases _held;
    private readonly Publications _publications;
    private readonly TimeProvider _clock;
    private ImmutableDictionary<string, ReplicaMeasures> _replicas = ImmutableDictionary<string, ReplicaMeasures>.Empty;

    public FleetMeasures(
        IOptions<EnsembleWorkerOptions> options,
        HeldLeases held,
        Publications publications,
        IMeterFactory meters,
        TimeProvider clock
    )
    {
        _options = options.Value.Measurement;
        (_held, _publications, _clock) = (held, publications, clock);
        MeasureGauges.Create(meters, () => Volatile.Read(ref _replicas));
    }

    public ImmutableArray<PublishedMeasure> Of(string replica) =>
        Volatile.Read(ref _replicas).GetValueOrDefault(replica) is { } measures && IsCurrent(measures)
            ? measures.Published
            : [];

#pragma warning disable CA2000 // The measures that are found are disposed with this, or when their replica has left.

    /// <summary>Right before a call is sent. The caller disposes what follows it.</summary>
    /// <param name="isProbe">It counts into speeds, not into demand.</param>
    public CallMeter Begin(FleetReplica replica, ModelId model, PromptPrint print, bool isProbe = false) =>
        For(replica).Begin(model, print, isProbe);

    /// <summary>A load that we ordered has succeeded.</summary>
    public void Loaded(FleetReplica replica, ModelId model, TimeSpan elapsed) => For(replica).Loaded(model, elapsed);

    /// <summary>Tokens per character that such prompts seldom exceed; null while too little is known.</summary>
    public double? DensityOf(FleetReplica replica, ModelId model, PromptLanguage language) =>
        For(replica).DensityOf(model, language);

#pragma warning restore CA2000

    public void Dispose()
    {
        foreach (var measures in Volatile.Read(ref _replicas).Values)
        {
            measures.Dispose();
        }
    }

    // Under the lease that is held now.
    private ReplicaMeasures For(FleetReplica replica)
    {
        var epoch = EpochOf(replica.Name);
        if (
            Volatile.Read(ref _replicas).GetValueOrDefault(replica.Name) is { } measures
            && measures.Replica == replica
            && (epoch is null || measures.Epoch == epoch)
        )
        {
            return measures;
        }

        lock (_gate)
        {
            Renew(replica, epoch ?? 0);
            return _replicas[replica.Name];
        }
    }

    private long? EpochOf(string replica) => _held.Find(replica)?.Epoch;

    // A lease that lapsed for a moment changes nothing; the next one has another epoch.
    private bool IsCurrent(ReplicaMeasures measures) =>
        EpochOf(measures.Replica.Name) is not { } epoch || epoch == measures.Epoch;

    [SuppressMessage("Reliability", "CA2000", Justification = "Kept until it is renewed or this is disposed.")]
    private void Renew(FleetReplica replica, long epoch)
    {
        var before = _replicas.GetValueOrDefault(replica.Name);
        if (before is not null && before.Replica == replica && before.Epoch == epoch)
        {
            return;
        }

        before?.Dispose();
        var measures = new ReplicaMeasures(replica, epoch, _options, _publications, _clock);
        Volatile.Write(ref _replicas, WithoutGone().SetItem(replica.Name, measures));
    }

    // Replicas come and go: what has left is forgotten when the next one is measured.
    private ImmutableDictionary<string, ReplicaMeasures> WithoutGone()
    {
        var gone = _replicas.Where(pair => pair.Value.Replica.HasLeft).ToList();
        foreach (var (_, measures) in gone)
        {
            measures.Dispose();
        }

        return _replicas.RemoveRange(gone.Select(pair => pair.Key));
    }
}
