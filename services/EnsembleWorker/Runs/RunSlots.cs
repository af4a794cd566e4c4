using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Places for runs on this worker.</summary>
internal sealed class RunSlots(IOptions<EnsembleWorkerOptions> options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.Runs.MaxRuns);

    public int Free => _free.CurrentCount;

    /// <summary>Null when no place became free in time; otherwise disposing the result frees it, once.</summary>
    public async Task<IDisposable?> TryTakeAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (await _free.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return new Place(_free);
        }

        using var limit = new CancellationTokenSource(wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _free.WaitAsync(either.Token);
            return new Place(_free);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _free.Dispose();

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? _free = free;

        public void Dispose() => Interlocked.Exchange(ref _free, null)?.Release();
    }
}
