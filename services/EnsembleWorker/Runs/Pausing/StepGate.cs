namespace Orchestrator.EnsembleWorker.Runs.Pausing;

/// <summary>Through it go the steps of one run. Closed, it lets those in flight end and keeps further ones waiting.</summary>
internal sealed class StepGate
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _reopened;
    private Action? _whenEmpty;
    private int _inFlight;

    /// <summary>Disposing the result says that the step is over, its checkpoint included.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task reopened;
            lock (_gate)
            {
                if (_reopened is null)
                {
                    _inFlight++;
                    return new Passage(this);
                }

                reopened = _reopened.Task;
            }

            await reopened.WaitAsync(cancellationToken);
        }
    }

    /// <param name="whenEmpty">Called once when no step is in flight: at once, if none is.</param>
    public void Close(Action whenEmpty)
    {
        lock (_gate)
        {
            _reopened ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _whenEmpty = whenEmpty;
        }

        TellIfEmpty();
    }

    /// <summary>What waits goes on; <c>whenEmpty</c> is not called any more.</summary>
    public void Open()
    {
        lock (_gate)
        {
            _reopened?.SetResult();
            (_reopened, _whenEmpty) = (null, null);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _inFlight--;
        }

        TellIfEmpty();
    }

    // Outside of the lock: what is called may dispose of steps.
    private void TellIfEmpty()
    {
        Action? tell = null;
        lock (_gate)
        {
            if (_inFlight == 0)
            {
                (tell, _whenEmpty) = (_whenEmpty, null);
            }
        }

        tell?.Invoke();
    }

    private sealed class Passage(StepGate gate) : IDisposable
    {
        private StepGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave();
    }
}
