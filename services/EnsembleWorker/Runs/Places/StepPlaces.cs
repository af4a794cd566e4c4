using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Runs.Places;

/// <summary>
/// How many steps of this worker's runs are under way at once. A thousand runs have thousands of steps to ask for, and the queues of
/// replicas are short on purpose: what does not fit waits here, where it costs a few hundred bytes and no question to a router.
/// </summary>
internal sealed class StepPlaces(IOptions<EnsembleWorkerOptions> options)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (long DueMs, long Number)> _waiting = new();
    private readonly TimeSpan _aging = options.Value.Runs.PriorityAging;
    private int _free = options.Value.Runs.MaxSteps;
    private long _count;

    /// <summary>Steps that wait for a place.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>
    /// A place, to be disposed once. Runs of a smaller priority number go first, unless others have waited too long, and of these the
    /// one that was accepted first: it ends and makes room, where all runs in turn would only begin.
    /// </summary>
    public async ValueTask<IDisposable> TakeAsync(int priority, long acceptedAtMs, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return new Place(this);
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn, (RunUrgency.DueMs(priority, acceptedAtMs, _aging), _count++));
        }

        await using var left = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
        return new Place(this);
    }

    private void Free()
    {
        lock (_gate)
        {
            // Who has left in the meantime does not take the place with it.
            while (_waiting.TryDequeue(out var next, out _))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _free++;
        }
    }

    private sealed class Place(StepPlaces places) : IDisposable
    {
        private StepPlaces? _places = places;

        public void Dispose() => Interlocked.Exchange(ref _places, null)?.Free();
    }
}
