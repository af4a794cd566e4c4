using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Drives <see cref="AdmissionRule"/> for one replica: feeds it events, wakes the callers it names.</summary>
internal sealed class AdmissionQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Action _changed;
    private readonly ITimer _expiry;
    private readonly Dictionary<long, Waiter> _waiters = [];
    private AdmissionState _state;
    private long _lastId;

    /// <param name="limits">What the replica takes.</param>
    /// <param name="changed">Called, outside of the lock, after each change of the counts.</param>
    /// <param name="clock">Time.</param>
    public AdmissionQueue(AdmissionLimits limits, Action changed, TimeProvider clock)
    {
        _clock = clock;
        _changed = changed;
        _state = AdmissionState.Empty(limits);
        _expiry = clock.CreateTimer(_ => Post(new AdmissionEvent.Expire()), null, Timeout.InfiniteTimeSpan, default);
    }

    /// <summary>The state at this moment; counts in it are exact.</summary>
    public AdmissionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>Waits for a slot. A cancelled caller leaves the queue at once.</summary>
    public async Task<AdmissionOutcome> AcquireAsync(AdmissionPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var since = _clock.GetTimestamp();
        var id = Interlocked.Increment(ref _lastId);
        var waiter = new Waiter(since);
        Post(new AdmissionEvent.Arrive(id, priority), waiter);
        // A caller that is admitted in the same moment keeps its slot and meets the cancellation at its next step.
        await using var registration = cancellationToken.UnsafeRegister(_ => Leave(id, cancellationToken), null);
        return await waiter.Outcome.Task;
    }

    public void Drain() => Post(new AdmissionEvent.Drain());

    public void Resume() => Post(new AdmissionEvent.Resume());

    /// <summary>Other limits from now on. What runs goes on; what waits above the new limit is not refused for it.</summary>
    public void Limit(int slots, int queueLimit) => Post(new AdmissionEvent.ChangeLimits(slots, queueLimit));

    public void Dispose() => _expiry.Dispose();

    private void Post(AdmissionEvent happened, Waiter? arriving = null)
    {
        lock (_gate)
        {
            if (happened is AdmissionEvent.Arrive arrival && arriving is not null)
            {
                _waiters.Add(arrival.Id, arriving);
            }

            Step(happened);
        }

        _changed();
    }

    private void Leave(long id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_waiters.Remove(id, out var waiter))
            {
                return;
            }

            waiter.Outcome.TrySetCanceled(cancellationToken);
            Step(new AdmissionEvent.Cancel(id));
        }

        _changed();
    }

    private void Step(AdmissionEvent happened)
    {
        ImmutableArray<AdmissionAction> actions;
        (_state, actions) = AdmissionRule.Step(_state, happened, _clock.GetUtcNow());
        foreach (var action in actions)
        {
            if (_waiters.Remove(action.Id, out var waiter))
            {
                waiter.Outcome.TrySetResult(Outcome(action, waiter));
            }
        }

        _expiry.Change(UntilNextExpiry(), Timeout.InfiniteTimeSpan);
    }

    private TimeSpan UntilNextExpiry()
    {
        if (_state.NextExpiry is not { } expiry)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = expiry - _clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private AdmissionOutcome Outcome(AdmissionAction action, Waiter waiter)
    {
        if (action is AdmissionAction.Refuse refusal)
        {
            return new AdmissionOutcome.Refused(refusal.Reason);
        }

#pragma warning disable CA2000 // The caller that is admitted owns the slot from here on.
        var slot = new Slot(() => Post(new AdmissionEvent.Finish(action.Id)));
#pragma warning restore CA2000
        return new AdmissionOutcome.Admitted(slot, _clock.GetElapsedTime(waiter.Since));
    }

    private sealed record Waiter(long Since)
    {
        // Continuations run elsewhere: the caller's code must never run inside our lock.
        public TaskCompletionSource<AdmissionOutcome> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
