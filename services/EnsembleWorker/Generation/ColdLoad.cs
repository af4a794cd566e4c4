using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>One load on its way, and the slot that it keeps when the caller that started it has gone.</summary>
internal sealed class ColdLoad
{
    private readonly TaskCompletionSource<LoadEnd> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Slot? _kept;

    /// <summary>What the load brought, or why it failed.</summary>
    public Task<LoadEnd> Done => _done.Task;

    /// <summary>Runs the load to its end. Never throws: whoever waits for <see cref="Done"/> is told.</summary>
    public async Task RunAsync(Func<Task<LoadEnd>> load)
    {
        try
        {
            var end = await load();
            End(() => _done.TrySetResult(end));
        }
        // Whatever it is, it belongs to those who wait.
        catch (Exception exception)
        {
            End(() => _done.TrySetException(exception));
            // Perhaps nobody waits any more; that is no unobserved exception.
            _ = _done.Task.Exception;
        }
    }

    /// <summary>Holds the slot until the load has ended.</summary>
    public void Keep(Slot slot)
    {
        lock (_gate)
        {
            if (!_done.Task.IsCompleted)
            {
                _kept = slot;
                return;
            }
        }

        slot.Dispose();
    }

    private void End(Action tell)
    {
        Slot? kept;
        lock (_gate)
        {
            tell();
            kept = _kept;
        }

        kept?.Dispose();
    }
}
