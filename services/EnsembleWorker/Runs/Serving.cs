namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Waits until the server listens: who holds a run before that has no address at which watchers find it.</summary>
internal sealed class Serving(IHostApplicationLifetime lifetime)
{
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
