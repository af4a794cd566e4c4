using System.Diagnostics.Metrics;
using Orchestrator.EnsembleWorker.Generation;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>The counts of the replicas' queues, read when somebody collects.</summary>
internal static class FleetGauges
{
    public static void Create(IMeterFactory meters, Func<IEnumerable<FleetReplica>> replicas)
    {
#pragma warning disable CA2000 // The factory owns its meters.
        var meter = meters.Create(WorkerMetrics.Name);
#pragma warning restore CA2000
        meter.CreateObservableGauge(
            "orchestrator.worker.in_flight",
            () => replicas().Select(replica => Measure(replica, replica.Admission.State.Running.Count)),
            "{call}",
            "Calls that run."
        );
        meter.CreateObservableGauge(
            "orchestrator.worker.queued",
            () => replicas().Select(replica => Measure(replica, replica.Admission.State.Waiting.Count)),
            "{call}",
            "Calls that wait for a slot."
        );
    }

    private static Measurement<int> Measure(FleetReplica replica, int value) =>
        new(value, new KeyValuePair<string, object?>("replica", replica.Name));
}
