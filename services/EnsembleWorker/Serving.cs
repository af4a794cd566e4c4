namespace Orchestrator.EnsembleWorker;

/// <summary>Waits until the server listens: who owns a replica or holds a run before that cannot be dialled by anybody.</summary>
internal sealed class Serving(IHostApplicationLifetime lifetime)
{
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
