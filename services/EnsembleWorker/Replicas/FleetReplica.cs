using System.Threading.Channels;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>One replica of the fleet: its client, its queue, and what is known of it.</summary>
internal sealed class FleetReplica : IDisposable
{
    private static readonly HealthReason _requested = new(HealthCodes.DrainRequested, "An operator asked for it.");
    private static readonly HealthReason _removed = new(HealthCodes.Removed, "It was removed; what runs is finished.");

    private readonly Channel<bool> _look = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ReplicaCalls _calls;
    private readonly Action _changed;
    private ReplicaConfig _config;
    private ReplicaState _state = ReplicaState.Unknown;
    private bool _hasLeft;
    private bool _isDrained;

    /// <param name="config">As its source describes it.</param>
    /// <param name="client">Disposed with this.</param>
    /// <param name="limits">Of its queue.</param>
    /// <param name="health">Told how its calls end.</param>
    /// <param name="changed">Called after each change of the counts.</param>
    /// <param name="load">Begins a load that its queue has decided on.</param>
    /// <param name="clock">Time.</param>
    public FleetReplica(
        ReplicaConfig config,
        IReplicaClient client,
        AdmissionLimits limits,
        HealthRecord health,
        Action changed,
        Action<FleetReplica, AdmissionAction.Load> load,
        TimeProvider clock
    )
    {
        _config = config;
        _changed = changed;
        _calls = new ReplicaCalls(client, health.Post);
        Health = health;
        Admission = new AdmissionQueue(limits, OnCounts, order => load(this, order), clock);
    }

    public string Name => _config.Name;

    /// <summary>Written by the fleet's loop only.</summary>
    public ReplicaConfig Config
    {
        get => Volatile.Read(ref _config);
        set => Volatile.Write(ref _config, value);
    }

    /// <summary>Calls on it end when the replica is retired.</summary>
    public IReplicaClient Client => _calls;

    public AdmissionQueue Admission { get; }

    public HealthRecord Health { get; }

    /// <summary>Written by the watch of this replica only.</summary>
    public ReplicaState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    /// <summary>It takes no new work and is given back once what runs has ended.</summary>
    public bool IsLeaving => _leaving.Task.IsCompleted;

    /// <summary>It may take new work when its lease is held.</summary>
    public bool IsWanted => !IsLeaving && Health.State.Drain is null;

    /// <summary>Ends when the replica is not wanted any more.</summary>
    public Task Leaving => _leaving.Task;

    /// <summary>Ends when, after that, nothing runs.</summary>
    public Task Idle => _idle.Task;

    /// <summary>Its lease is not claimed or renewed any more.</summary>
    public bool HasLeft => Volatile.Read(ref _hasLeft);

    /// <summary>One item per look that is due; several that are due at once are one.</summary>
    public IAsyncEnumerable<bool> LooksDue(CancellationToken cancellationToken) =>
        _look.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Asks for a look now, because something suggests that the state has changed.</summary>
    public void LookSoon() => _look.Writer.TryWrite(true);

    /// <summary>The model as last seen; null when the replica did not list it.</summary>
    public KnownModel? Find(ModelId model)
    {
        var state = State;
        var name = model.ToString();
        return state.Inventory.Find(name) is { } known ? known with { Loaded = state.Loaded.Find(name) } : null;
    }

    /// <summary>Tells the queue what the last look has shown of the memory, unless nobody may steer it.</summary>
    /// <param name="plan">What the profiler wants of that memory; null when it wants nothing.</param>
    public void TellQueue(ResidencyPlan? plan)
    {
        if (Client.Memory is not null)
        {
            Admission.Looked(
                [
                    .. State.Loaded.ByName.Select(model => new SeenResident(
                        model.Key,
                        model.Value.ContextTokens,
                        model.Value.VramBytes > 0 ? model.Value.VramBytes : model.Value.TotalBytes
                    )),
                ],
                Config.VramBytes,
                plan
            );
        }
    }

    /// <summary>An operator wants it to take no new work, or wants that no more.</summary>
    /// <returns>True when that is new.</returns>
    public bool Drain(bool isWanted)
    {
        if (_isDrained == isWanted)
        {
            return false;
        }

        _isDrained = isWanted;
        Health.Post(isWanted ? new HealthEvent.DrainAsked(_requested) : new HealthEvent.DrainEnded());
        return true;
    }

    /// <summary>Takes no new work from here on.</summary>
    public void Leave()
    {
        Health.Post(new HealthEvent.DrainAsked(_removed));
        _leaving.TrySetResult();
        Admission.Drain();
    }

    /// <summary>Ends the calls that still run, and with them the interest in the lease.</summary>
    public void Retire()
    {
        _calls.End();
        Volatile.Write(ref _hasLeft, true);
    }

    public void Dispose()
    {
        Admission.Dispose();
        _calls.Dispose();
    }

    private void OnCounts()
    {
        if (IsLeaving && Admission.State.IsIdle)
        {
            _idle.TrySetResult();
        }

        _changed();
    }
}
