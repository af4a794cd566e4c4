using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>
/// Watchers of this process whose runs nobody holds. One loop asks for all of them, and each is woken when its own run has
/// changed since it looked.
/// </summary>
internal sealed class WaitedRuns
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.Ordinal);
    private readonly HeldRuns _held;

    public WaitedRuns(HeldRuns held)
    {
        _held = held;
        held.Taken = runId => Wake(runId, holder: null, _ => true);
    }

    /// <summary>Somebody waits for a run.</summary>
    public ChangeSignal Added { get; } = new();

    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiters.Keys];
            }
        }
    }

    /// <param name="seen">The run as its watcher saw it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The address of another worker that holds the run, if that is known; null: look again.</returns>
    public async Task<string?> WaitAsync(RunHead seen, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(seen, new(TaskCreationOptions.RunContinuationsAsynchronously));
        Add(waiter);
        try
        {
            // It may have been taken here before it was waited for.
            return _held.Find(seen.RunId) is null ? await waiter.Woken.Task.WaitAsync(cancellationToken) : null;
        }
        finally
        {
            Remove(waiter);
        }
    }

    /// <summary>Wakes those whose run has changed. A run that is gone has changed, too.</summary>
    public void Tell(IReadOnlyCollection<string> asked, IReadOnlyList<RunHead> heads)
    {
        var now = heads.ToDictionary(head => head.RunId, StringComparer.Ordinal);
        foreach (var runId in asked)
        {
            Wake(runId, holder: null, seen => now.GetValueOrDefault(runId) != seen);
        }
    }

    /// <summary>Another worker is said to hold the run.</summary>
    public void TellHolder(string runId, string address) => Wake(runId, address, _ => true);

    /// <summary>Nobody can say what became of them: each looks for itself, and tells its caller what it meets.</summary>
    public void WakeAll()
    {
        foreach (var runId in Ids)
        {
            Wake(runId, holder: null, _ => true);
        }
    }

    private void Wake(string runId, string? holder, Func<RunHead, bool> isConcerned)
    {
        lock (_gate)
        {
            foreach (var waiter in _waiters.GetValueOrDefault(runId) ?? [])
            {
                if (isConcerned(waiter.Seen))
                {
                    waiter.Woken.TrySetResult(holder);
                }
            }
        }
    }

    private void Add(Waiter waiter)
    {
        lock (_gate)
        {
            if (!_waiters.TryGetValue(waiter.Seen.RunId, out var waiters))
            {
                _waiters[waiter.Seen.RunId] = waiters = [];
            }

            waiters.Add(waiter);
        }

        Added.Raise();
    }

    private void Remove(Waiter waiter)
    {
        lock (_gate)
        {
            var waiters = _waiters[waiter.Seen.RunId];
            waiters.Remove(waiter);
            if (waiters.Count == 0)
            {
                _waiters.Remove(waiter.Seen.RunId);
            }
        }
    }

    private sealed record Waiter(RunHead Seen, TaskCompletionSource<string?> Woken);
}
