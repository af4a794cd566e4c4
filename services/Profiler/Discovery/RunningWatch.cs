namespace Orchestrator.Profiler.Discovery;

/// <summary>A watch that runs until this is disposed.</summary>
internal sealed class RunningWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly Task _watch;

    public RunningWatch(Func<CancellationToken, Task> run, CancellationToken stoppingToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        _watch = run(_end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch;
        _end.Dispose();
    }
}
