using System.Threading.Channels;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.Inference;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>One configured replica: its client, its queue, and what is known of it.</summary>
internal sealed class FleetReplica(
    ReplicaOptions options,
    OllamaReplicaClient client,
    AdmissionLimits limits,
    Action changed,
    TimeProvider clock
) : IDisposable
{
    private readonly Channel<bool> _look = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private ReplicaState _state = ReplicaState.Unknown;

    public string Name => options.Name;

    public OllamaReplicaClient Client => client;

    public AdmissionQueue Admission { get; } = new(limits, changed, clock);

    /// <summary>Written by the watch loop only.</summary>
    public ReplicaState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

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

    public void Dispose()
    {
        Admission.Dispose();
        client.Dispose();
    }
}
