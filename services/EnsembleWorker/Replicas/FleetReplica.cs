using System.Threading.Channels;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>One replica of the fleet: its client, its queue, and what is known of it.</summary>
internal sealed class FleetReplica : IDisposable
{
    private readonly Channel<bool> _look = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private readonly TaskCompletionSource _leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RetiredCalls _retired;
    private readonly Action _changed;
    private ReplicaConfig _config;
    private ReplicaState _state = ReplicaState.Unknown;
    private bool _hasLeft;

    /// <param name="config">As its source describes it.</param>
    /// <param name="client">Disposed with this.</param>
    /// <param name="limits">Of its queue.</param>
    /// <param name="changed">Called after each change of the counts.</param>
    /// <param name="clock">Time.</param>
    public FleetReplica(
        ReplicaConfig config,
        IReplicaClient client,
        AdmissionLimits limits,
        Action changed,
        TimeProvider clock
    )
    {
        _config = config;
        _changed = changed;
        _retired = new RetiredCalls(client);
        Admission = new AdmissionQueue(limits, OnCounts, clock);
    }

    public string Name => _config.Name;

    /// <summary>Written by the fleet's loop only.</summary>
    public ReplicaConfig Config
    {
        get => Volatile.Read(ref _config);
        set => Volatile.Write(ref _config, value);
    }

    /// <summary>Calls on it end when the replica is retired.</summary>
    public IReplicaClient Client => _retired;

    public AdmissionQueue Admission { get; }

    /// <summary>Written by the watch of this replica only.</summary>
    public ReplicaState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    /// <summary>It takes no new work and is given back once what runs has ended.</summary>
    public bool IsLeaving => _leaving.Task.IsCompleted;

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
        var name = model.ToString();
        return State.Inventory.Models.FirstOrDefault(known =>
            string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)
        );
    }

    /// <summary>Takes no new work from here on.</summary>
    public void Leave()
    {
        _leaving.TrySetResult();
        Admission.Drain();
    }

    /// <summary>Ends the calls that still run, and with them the interest in the lease.</summary>
    public void Retire()
    {
        _retired.End();
        Volatile.Write(ref _hasLeft, true);
    }

    public void Dispose()
    {
        Admission.Dispose();
        _retired.Dispose();
    }

    private void OnCounts()
    {
        if (IsLeaving && Admission.State.Running.IsEmpty)
        {
            _idle.TrySetResult();
        }

        _changed();
    }
}
