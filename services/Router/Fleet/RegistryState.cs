namespace Orchestrator.Router.Fleet;

/// <summary>The owners that the registry names now, and whether there was a registry at all.</summary>
internal sealed class RegistryState(TimeProvider clock)
{
    private readonly long _startedAt = clock.GetTimestamp();
    private TaskCompletionSource _changed = NewSignal();
    private HashSet<Uri>? _owners;

    /// <summary>Since the router started: the loops ask for this when the host starts.</summary>
    public TimeSpan Age => clock.GetElapsedTime(_startedAt);

    public bool IsKnown => Volatile.Read(ref _owners) is not null;

    public IReadOnlySet<Uri> Owners => Volatile.Read(ref _owners) ?? [];

    /// <summary>Ends with the next change. Take it before <see cref="Owners"/> is read, so that no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public void Replace(IEnumerable<Uri> owners)
    {
        Volatile.Write(ref _owners, [.. owners]);
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
