using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.EnsembleWorker.Watching;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>
/// The replicas that this worker may own. Which of them it does own, the leases say. The set changes while the process
/// lives; readers see one set or the next, never something in between.
/// </summary>
internal sealed class ReplicaFleet : IDisposable
{
    private readonly AdmissionOptions _admission;
    private readonly HealthOptions _health;
    private readonly Func<ReplicaConfig, IReplicaClient> _connect;
    private readonly HeldLeases _held;
    private readonly ChangeSignal _changes;
    private readonly IMeasures _measures;
    private readonly QueueLoads _loads;
    private readonly HealthLog _log;
    private readonly TimeProvider _clock;
    private ImmutableDictionary<string, string> _clashes = ImmutableDictionary<string, string>.Empty;
    private ImmutableDictionary<string, FleetReplica> _replicas = ImmutableDictionary<string, FleetReplica>.Empty;

    public ReplicaFleet(
        IOptions<EnsembleWorkerOptions> options,
        Func<ReplicaConfig, IReplicaClient> connect,
        HeldLeases held,
        ChangeSignal changes,
        IMeasures measures,
        QueueLoads loads,
        IMeterFactory meters,
        HealthLog log,
        TimeProvider clock
    )
    {
        _admission = options.Value.Admission;
        _health = options.Value.Health;
        _log = log;
        _connect = connect;
        _held = held;
        _changes = changes;
        (_measures, _loads) = (measures, loads);
        _clock = clock;
        FleetGauges.Create(meters, () => All);
    }

    /// <summary>Raised when a replica was added or has left.</summary>
    public ChangeSignal Members { get; } = new();

    /// <summary>In no particular order.</summary>
    public IEnumerable<FleetReplica> All => Volatile.Read(ref _replicas).Values;

    public FleetReplica? Find(string name) => Volatile.Read(ref _replicas).GetValueOrDefault(name);

    /// <summary>What this worker owns at this moment; the counts are exact.</summary>
    public IReadOnlyList<ReplicaView> View() =>
        [
            .. All.Select(replica => (replica, lease: _held.Find(replica.Name)))
                .Where(pair => pair.lease is not null)
                .Select(pair => View(pair.replica, pair.lease!)),
        ];

    /// <summary>Whose leases are to be had.</summary>
    public IReadOnlyList<LeaseWish> Wishes() =>
        [
            .. All.Where(replica => !replica.HasLeft)
                .Select(replica => new LeaseWish(replica.Name, replica.Config.Standby)),
        ];

    /// <summary>When the replica was last looked at.</summary>
    public DateTimeOffset ObservedAt(string name) => Find(name)?.State.ObservedAt ?? DateTimeOffset.UnixEpoch;

    /// <summary>Opens the replicas whose lease is held and closes the others. Called after each round of leases.</summary>
    public void FollowLeases()
    {
        foreach (var replica in All)
        {
            FollowLease(replica, _held.Find(replica.Name) is not null);
        }
    }

    public void Changed() => _changes.Raise();

    /// <summary>Takes a replica in. It starts closed: nothing is admitted before the lease is there.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The fleet owns its replicas, and they their clients.")]
    public void Add(ReplicaConfig config)
    {
        var limits = _admission.ToLimits(config.Slots ?? 1, config.QueueLimit);
        var budget = new LineBudget(_health.LogLinesPerMinute);
        var health = new HealthRecord(_health, (_, now) => OnHealth(config.Name, now, budget), _clock);
        var replica = new FleetReplica(config, _connect(config), limits, health, _changes.Raise, _loads.Begin, _clock);
        replica.Admission.Drain();
        if (!ImmutableInterlocked.TryAdd(ref _replicas, config.Name, replica))
        {
            replica.Dispose();
            throw new InvalidOperationException($"There is a replica '{config.Name}' already.");
        }

        Members.Raise();
    }

    /// <summary>Notes which sources give a replica's name to other endpoints.</summary>
    public void NoteClashes(IEnumerable<ReplicaConfig> clashes)
    {
        var sources = clashes
            .GroupBy(replica => replica.Name, replica => replica.Source, StringComparer.Ordinal)
            .ToImmutableDictionary(
                group => group.Key,
                group => string.Join(',', group.Distinct()),
                StringComparer.Ordinal
            );
        Volatile.Write(ref _clashes, sources);
        Changed();
    }

    /// <summary>Gives a replica other settings; its endpoint is the same.</summary>
    public void Update(ReplicaConfig config)
    {
        if (Find(config.Name) is { } replica)
        {
            replica.Config = config;
            replica.Admission.Limit(config.Slots ?? replica.Admission.State.Limits.Slots, config.QueueLimit);
        }
    }

    /// <summary>Lets a replica go that has left.</summary>
    public void Remove(FleetReplica replica)
    {
        ImmutableInterlocked.TryRemove(ref _replicas, replica.Name, out _);
        replica.Dispose();
        Members.Raise();
        Changed();
    }

    public void Dispose()
    {
        foreach (var replica in All)
        {
            replica.Dispose();
        }
    }

    private void OnHealth(string replica, HealthState now, LineBudget budget)
    {
        _log.Tell(replica, now, budget, _clock.GetUtcNow());
        Changed();
    }

    private static void FollowLease(FleetReplica replica, bool isHeld)
    {
        var mayServe = isHeld && replica.IsWanted;
        if (mayServe && replica.Admission.State.IsDraining)
        {
            replica.Admission.Resume();
            replica.LookSoon();
        }
        else if (!mayServe && !replica.Admission.State.IsDraining)
        {
            replica.Admission.Drain();
        }
    }

    private ReplicaView View(FleetReplica replica, HeldLease lease)
    {
        var admission = replica.Admission.State;
        var state = replica.State;
        var health = replica.Health.State;
        return new ReplicaView(replica.Name, lease.Epoch)
        {
            Config = replica.Config,
            // Closed for whatever reason: it would refuse.
            Health = admission.IsDraining && health.IsServing ? ReplicaHealth.Draining : health.Health,
            Reason = health.Reason,
            InFlight = admission.Running.Count,
            Queued = admission.Waiting.Count,
            Work = WorkByModel.Of(admission),
            Slots = admission.Limits.Slots,
            QueueLimit = admission.Limits.QueueLimit,
            Inventory = state.Inventory,
            Loaded = state.Loaded,
            Measures = _measures.Of(replica.Name),
            Clashes = Volatile.Read(ref _clashes).GetValueOrDefault(replica.Name, ""),
        };
    }
}
