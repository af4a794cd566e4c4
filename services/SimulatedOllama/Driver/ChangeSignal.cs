namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>A counter that can be waited for.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = NewSource();
    private long _version;

    public long Version
    {
        get
        {
            lock (_gate)
            {
                return _version;
            }
        }
    }

    public void Raise()
    {
        lock (_gate)
        {
            _version++;
            _changed.TrySetResult();
            _changed = NewSource();
        }
    }

    /// <summary>Returns when <see cref="Version"/> is above <paramref name="version"/>.</summary>
    public Task WaitAsync(long version, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _version > version ? Task.CompletedTask : _changed.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
