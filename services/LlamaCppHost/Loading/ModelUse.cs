using Orchestrator.Inference.LlamaCpp;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>A loaded model that does not go while this is held. Disposing it starts the time that the model stays.</summary>
internal sealed class ModelUse(ModelPool pool, PoolEntry entry) : IDisposable
{
    private ModelSlot? _slot;
    private int _isOver;

    public LoadedModel Model => entry.Model;

    /// <summary>Time from the call's arrival until the model was there.</summary>
    public TimeSpan LoadTime { get; init; }

    public LlamaVocabulary Vocabulary => entry.Model.Native.Vocabulary;

    /// <summary>Waits for a slot, once; it is given back with the model.</summary>
    /// <returns>Null when too many calls wait already.</returns>
    public async Task<ModelSlot?> TakeSlotAsync(WaitingRoom room, CancellationToken cancellationToken) =>
        _slot = await entry.Model.TakeAsync(room, cancellationToken);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            if (_slot is not null)
            {
                entry.Model.Return(_slot);
            }

            pool.End(entry);
        }
    }
}
