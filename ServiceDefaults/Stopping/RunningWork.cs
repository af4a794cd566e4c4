namespace Orchestrator.ServiceDefaults;

/// <summary>
/// What this process is busy with. Requests are counted by themselves; work that outlives its request says
/// <see cref="Begin"/>. A stopping process takes no new work, finishes this, and then ends.
/// </summary>
public sealed class RunningWork : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;
    private bool _isStopping;

    /// <summary>True from the moment on that the process was asked to stop; never false again.</summary>
    public bool IsStopping
    {
        get
        {
            lock (_gate)
            {
                return _isStopping;
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Cancelled when work has outlived the limit of a stop.</summary>
    public CancellationToken Aborting => _aborting.Token;

    /// <summary>Disposing the result ends the work; disposing it again does nothing.</summary>
    public IDisposable Begin()
    {
        lock (_gate)
        {
            _count++;
        }

        return new Piece(this);
    }

    public void Dispose() => _aborting.Dispose();

    internal void BeginStopping()
    {
        lock (_gate)
        {
            _isStopping = true;
            CompleteWhenIdle();
        }
    }

    /// <summary>Completes once the process is stopping and nothing runs any more.</summary>
    internal Task WhenIdleAsync() => _idle.Task;

    internal void Abort() => _aborting.Cancel();

    private void End()
    {
        lock (_gate)
        {
            _count--;
            CompleteWhenIdle();
        }
    }

    private void CompleteWhenIdle()
    {
        if (_isStopping && _count == 0)
        {
            _idle.TrySetResult();
        }
    }

    private sealed class Piece(RunningWork work) : IDisposable
    {
        private RunningWork? _work = work;

        public void Dispose() => Interlocked.Exchange(ref _work, null)?.End();
    }
}
