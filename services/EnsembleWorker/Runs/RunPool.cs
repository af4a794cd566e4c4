using System.Collections.Concurrent;
using Orchestrator.EnsembleWorker.Runs.Lease;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>The runs under way, as the host owns them: it stops only after they have ended or were handed back.</summary>
internal sealed class RunPool(RunDriver driver, HeldRuns held, RunHolderHints hints) : IHostedService
{
    private readonly ConcurrentDictionary<HeldRun, Task> _tasks = new();

    /// <param name="slot">Freed when the run has ended here.</param>
    public void Start(HeldRun run, IDisposable slot)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _tasks[run] = CarryOutAsync(run, slot, begun.Task);
        begun.SetResult();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var run in held.All)
        {
            run.HandBack();
        }

        await Task.WhenAll(_tasks.Values).WaitAsync(cancellationToken);
    }

    private async Task CarryOutAsync(HeldRun run, IDisposable slot, Task begun)
    {
        await begun;
        try
        {
            var told = hints.TellAsync(run.RunId, CancellationToken.None).AsTask();
            await driver.RunAsync(run);
            await told;
        }
        finally
        {
            // Whoever has taken a lost run has told its own address.
            if (run.Cancellation != RunCancellation.Lost)
            {
                await hints.ForgetAsync(run.RunId, CancellationToken.None);
            }

            held.Remove(run.RunId);
            _tasks.TryRemove(run, out _);
            slot.Dispose();
            run.End();
            run.Dispose();
        }
    }
}
