using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Watching;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>The replicas that this worker may own. Which of them it does own, the leases say.</summary>
internal sealed class ReplicaFleet : IDisposable
{
    private readonly Dictionary<string, FleetReplica> _replicas;
    private readonly HeldLeases _held;
    private readonly ChangeSignal _changes;

    public ReplicaFleet(
        IOptions<EnsembleWorkerOptions> options,
        Func<Uri, OllamaReplicaClient> connect,
        HeldLeases held,
        ChangeSignal changes,
        IMeterFactory meters,
        TimeProvider clock
    )
    {
        _held = held;
        _changes = changes;
        _replicas = options.Value.Replicas.ToDictionary(
            replica => replica.Name,
            replica => Create(replica, options.Value.Admission, connect, clock),
            StringComparer.Ordinal
        );
        FleetGauges.Create(meters, _replicas.Values);
    }

    public IReadOnlyCollection<FleetReplica> All => _replicas.Values;

    public FleetReplica? Find(string name) => _replicas.GetValueOrDefault(name);

    /// <summary>What this worker owns at this moment; the counts are exact.</summary>
    public IReadOnlyList<ReplicaView> View() =>
        [
            .. _replicas
                .Values.Select(replica => (replica, lease: _held.Find(replica.Name)))
                .Where(pair => pair.lease is not null)
                .Select(pair => View(pair.replica, pair.lease!)),
        ];

    /// <summary>When the replica was last looked at.</summary>
    public DateTimeOffset ObservedAt(string name) => _replicas[name].State.ObservedAt;

    /// <summary>Opens the replicas whose lease is held and closes the others. Called after each round of leases.</summary>
    public void FollowLeases()
    {
        foreach (var replica in _replicas.Values)
        {
            FollowLease(replica, _held.Find(replica.Name) is not null);
        }
    }

    public void Changed() => _changes.Raise();

    public void Dispose()
    {
        foreach (var replica in _replicas.Values)
        {
            replica.Dispose();
        }
    }

    private static void FollowLease(FleetReplica replica, bool isHeld)
    {
        if (isHeld && replica.Admission.State.IsDraining)
        {
            replica.Admission.Resume();
            replica.LookSoon();
        }
        else if (!isHeld && !replica.Admission.State.IsDraining)
        {
            replica.Admission.Drain();
        }
    }

    // A replica starts closed: nothing is admitted before the lease is there.
    private FleetReplica Create(
        ReplicaOptions replica,
        AdmissionOptions admission,
        Func<Uri, OllamaReplicaClient> connect,
        TimeProvider clock
    )
    {
        var limits = new AdmissionLimits(replica.Slots, replica.QueueLimit, admission.WaitLimit, admission.AgingPeriod);
        // The options' check has seen a URL.
        var created = new FleetReplica(replica, connect(replica.Url!), limits, _changes.Raise, clock);
        created.Admission.Drain();
        return created;
    }

    private static ReplicaView View(FleetReplica replica, HeldLease lease)
    {
        var admission = replica.Admission.State;
        var state = replica.State;
        return new ReplicaView(replica.Name, lease.Epoch)
        {
            Health = state.Health,
            IsDraining = admission.IsDraining,
            InFlight = admission.Running.Count,
            Queued = admission.Waiting.Count,
            Slots = admission.Limits.Slots,
            QueueLimit = admission.Limits.QueueLimit,
            Inventory = state.Inventory,
        };
    }
}
