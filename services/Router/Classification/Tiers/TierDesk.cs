namespace Orchestrator.Router.Classification.Tiers;

/// <summary>
/// Keeps a tier within its limits: a text that was answered is not asked again, equal texts are asked once, there are only so
/// many calls at once, none takes longer than the deadline, and a tier that keeps failing rests.
/// </summary>
internal sealed class TierDesk(TierLimits limits, ClassificationTier tier, TierMetrics metrics, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TextKey, Lazy<Task<TierOutcome>>> _running = [];
    private readonly AnswerCache _known = new(limits.CacheEntries);
    private int _failures;
    private DateTimeOffset _restsUntil;

    public TierLimits Limits => limits;

    /// <param name="ask">
    /// Gets the deadline only: who hangs up does not take the answer from the others who wait for it.
    /// </param>
    public async ValueTask<TierOutcome> AskAsync(
        TextKey key,
        Func<CancellationToken, Task<TierOutcome>> ask,
        CancellationToken cancellationToken
    )
    {
        var (settled, call) = Enter(key, ask);
        if (settled is not null)
        {
            return settled;
        }

        try
        {
            // A call that does not heed its token must not hold the request.
            return await call!.Value.WaitAsync(limits.Deadline, clock, cancellationToken); // Set where nothing is settled.
        }
        catch (TimeoutException)
        {
            return new TierOutcome.Skipped(TierSkip.Deadline);
        }
    }

    private (TierOutcome? Settled, Lazy<Task<TierOutcome>>? Call) Enter(
        TextKey key,
        Func<CancellationToken, Task<TierOutcome>> ask
    )
    {
        lock (_gate)
        {
            if (_known.Find(key) is { } answer)
            {
                metrics.Hit(tier);
                return (new TierOutcome.Found(answer), null);
            }

            if (_running.TryGetValue(key, out var call))
            {
                metrics.Hit(tier);
                return (null, call);
            }

            if (WhyNot() is { } reason)
            {
                return (new TierOutcome.Skipped(reason), null);
            }

            // Begun by the first who waits, outside of the lock.
            call = new Lazy<Task<TierOutcome>>(() => RunAsync(key, ask));
            _running.Add(key, call);
            return (null, call);
        }
    }

    private TierSkip? WhyNot() =>
        clock.GetUtcNow() < _restsUntil ? TierSkip.Resting
        : _running.Count >= limits.MaxConcurrent ? TierSkip.Limit
        : null;

    private async Task<TierOutcome> RunAsync(TextKey key, Func<CancellationToken, Task<TierOutcome>> ask)
    {
        TierOutcome? outcome = null;
        using var deadline = new CancellationTokenSource(limits.Deadline, clock);
        try
        {
            return outcome = await ask(deadline.Token);
        }
        finally
        {
            Leave(key, outcome);
        }
    }

    private void Leave(TextKey key, TierOutcome? outcome)
    {
        lock (_gate)
        {
            _running.Remove(key);
            if (outcome is TierOutcome.Found found)
            {
                _known.Keep(key, found.Answer);
                _failures = 0;
            }
            else if (outcome is TierOutcome.Skipped { Reason: var reason } && TierSkips.IsFault(reason))
            {
                _failures++;
                if (_failures >= limits.FailuresToRest)
                {
                    _failures = 0;
                    _restsUntil = clock.GetUtcNow() + limits.RestFor;
                }
            }
        }
    }
}
