using Microsoft.Extensions.Options;

namespace Orchestrator.LlamaCppHost.Loading;

/// <summary>Where calls wait for a load or for a slot: together not more than the limit says.</summary>
internal sealed class WaitingRoom(IOptions<LlamaCppOptions> options)
{
    private int _waiting;

    /// <summary>Takes the turn at once where it is free, and waits for it otherwise.</summary>
    /// <returns>False when too many wait already. When true, the caller releases the turn.</returns>
    public async Task<bool> WaitAsync(SemaphoreSlim turn, CancellationToken cancellationToken)
    {
        // Nobody is overtaken: a released turn goes to who waits, not back to the count.
        if (await turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return true;
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > options.Value.QueueLimit)
            {
                return false;
            }

            await turn.WaitAsync(cancellationToken);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
