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
    private readonly Dictionary<long, CancellationTokenSource> _probes = [];
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
    public async Task<AdmissionOutcome> AcquireAsync(CallWish wish, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var id = Interlocked.Increment(ref _lastId);
        var waiter = new Waiter(_clock.GetTimestamp());
        Post(new AdmissionEvent.Arrive(id, wish), id, waiter);
        // A caller that is admitted in the same moment keeps its slot and meets the cancellation at its next step.
        await using var registration = cancellationToken.UnsafeRegister(_ => Leave(id, cancellationToken), null);
        return await waiter.Outcome.Task;
    }

    /// <summary>Takes the whole replica for a measurement, or is refused at once; see <see cref="AdmissionOutcome.Admitted.Preempted"/>.</summary>
    public async Task<AdmissionOutcome> ProbeAsync()
    {
        var id = Interlocked.Increment(ref _lastId);
        var waiter = new Waiter(_clock.GetTimestamp());
        Post(new AdmissionEvent.Probe(id), id, waiter);
        return await waiter.Outcome.Task;
    }

    /// <summary>How many calls may run at once, of all models.</summary>
    public void ChangeSlots(int slots) => Post(new AdmissionEvent.ChangeSlots(slots));

    /// <summary>How many calls of one model may run at once; null for as many as the replica has slots.</summary>
    public void ChangeModelSlots(string model, int? slots) => Post(new AdmissionEvent.ChangeModelSlots(model, slots));

    /// <summary>A model is being loaded, for whomever.</summary>
    public void LoadBegan(string model) => Post(new AdmissionEvent.LoadBegan(model));

    /// <summary>That load has ended.</summary>
    public void LoadEnded(string model) => Post(new AdmissionEvent.LoadEnded(model));

    public void Drain() => Post(new AdmissionEvent.Drain());

    public void Resume() => Post(new AdmissionEvent.Resume());

    /// <summary>Other limits from now on. What runs goes on; what waits above the new limit is not refused for it.</summary>
    public void Limit(int slots, int queueLimit) => Post(new AdmissionEvent.ChangeLimits(slots, queueLimit));

    public void Dispose() => _expiry.Dispose();

    private void Post(AdmissionEvent happened, long id = 0, Waiter? arriving = null)
    {
        CancellationTokenSource? preempted;
        lock (_gate)
        {
            if (arriving is not null)
            {
                _waiters.Add(id, arriving);
            }

            preempted = Step(happened);
        }

        // Outside of the lock: what the cancellation ends may come back here at once to free its slot.
        preempted?.Cancel();
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

    /// <returns>The probe that has to end, if one has to: there is never more than one.</returns>
    private CancellationTokenSource? Step(AdmissionEvent happened)
    {
        CancellationTokenSource? preempted = null;
        ImmutableArray<AdmissionAction> actions;
        (_state, actions) = AdmissionRule.Step(_state, happened, _clock.GetUtcNow());
        foreach (var action in actions)
        {
            if (action is AdmissionAction.Preempt preemption)
            {
                preempted = _probes.GetValueOrDefault(preemption.Id);
            }
            else if (_waiters.Remove(action.Id, out var waiter))
            {
                waiter.Outcome.TrySetResult(Outcome(action, waiter, happened is AdmissionEvent.Probe));
            }
        }

        _expiry.Change(UntilNextExpiry(), Timeout.InfiniteTimeSpan);
        return preempted;
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

    private AdmissionOutcome Outcome(AdmissionAction action, Waiter waiter, bool isProbe)
    {
        if (action is AdmissionAction.Refuse refusal)
        {
            return new AdmissionOutcome.Refused(refusal.Reason);
        }

#pragma warning disable CA2000 // The caller that is admitted owns the slot from here on.
        var slot = new Slot(() => Finish(action.Id));
#pragma warning restore CA2000
        return new AdmissionOutcome.Admitted(slot, _clock.GetElapsedTime(waiter.Since))
        {
            Preempted = isProbe ? PreemptionOf(action.Id) : CancellationToken.None,
        };
    }

    private CancellationToken PreemptionOf(long id)
    {
        var source = new CancellationTokenSource();
        _probes.Add(id, source);
        return source.Token;
    }

    // The source is not disposed: it has no timer, and whoever preempts may hold it at this moment.
    private void Finish(long id)
    {
        lock (_gate)
        {
            _probes.Remove(id);
        }

        Post(new AdmissionEvent.Finish(id));
    }

    private sealed record Waiter(long Since)
    {
        // Continuations run elsewhere: the caller's code must never run inside our lock.
        public TaskCompletionSource<AdmissionOutcome> Outcome { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
