namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A slot of a replica. Disposing it frees the slot, the second time it does nothing.</summary>
internal sealed class Slot(Action release) : IDisposable
{
    private Action? _release = release;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();

    /// <summary>Hands the slot to somebody who needs it longer; disposing this object frees nothing any more.</summary>
    public Slot HandOver() => new(Interlocked.Exchange(ref _release, null) ?? (static () => { }));
}
