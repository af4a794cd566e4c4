namespace Orchestrator.EnsembleWorker.Sources;

/// <summary>The list of one source, and the signal that it has changed.</summary>
internal sealed class SourceList(IReadOnlyList<ReplicaConfig> first)
{
    private readonly Lock _writing = new();
    private IReadOnlyList<ReplicaConfig> _replicas = first;
    private TaskCompletionSource _changed = NewSignal();

    public IReadOnlyList<ReplicaConfig> Replicas => Volatile.Read(ref _replicas);

    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <returns>False when the list is the one that is there.</returns>
    public bool Replace(IReadOnlyList<ReplicaConfig> replicas)
    {
        lock (_writing)
        {
            if (_replicas.SequenceEqual(replicas))
            {
                return false;
            }

            Volatile.Write(ref _replicas, replicas);
        }

        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
        return true;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
