namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A slot of a replica. Disposing it frees the slot, the second time it does nothing.</summary>
internal sealed class Slot(Action<TokensUsed?> release) : IDisposable
{
    private Action<TokensUsed?>? _release = release;
    private TokensUsed? _used;

    /// <summary>What the call really took, for its tenant's share; without it the estimate stands.</summary>
    public void Use(TokensUsed used) => Volatile.Write(ref _used, used);

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke(Volatile.Read(ref _used));

    /// <summary>Hands the slot to somebody who needs it longer; disposing this object frees nothing any more.</summary>
    public Slot HandOver() => new(Interlocked.Exchange(ref _release, null) ?? (static _ => { }));
}
