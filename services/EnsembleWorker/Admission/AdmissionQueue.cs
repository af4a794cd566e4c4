using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>Drives <see cref="AdmissionRule"/> for one replica: feeds it events, wakes the callers it names.</summary>
internal sealed class AdmissionQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Action _changed;
    private readonly Action<AdmissionAction.Load> _load;
    private readonly ITimer _expiry;
    private readonly Dictionary<long, AdmissionWaiter> _waiters = [];
    private readonly Dictionary<long, CancellationTokenSource> _probes = [];
    private AdmissionState _state;
    private Exception? _loadFailure;
    private long _lastId;

    /// <param name="limits">What the replica takes.</param>
    /// <param name="changed">Called, outside of the lock, after each change of the counts.</param>
    /// <param name="load">Begins a load and returns at once; <see cref="LoadEnded"/> is to be called when it is over.</param>
    /// <param name="clock">Time.</param>
    public AdmissionQueue(AdmissionLimits limits, Action changed, Action<AdmissionAction.Load> load, TimeProvider clock)
    {
        (_clock, _changed, _load) = (clock, changed, load);
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
        var waiter = new AdmissionWaiter(_clock.GetTimestamp());
        Post(new AdmissionEvent.Arrive(id, wish), id, waiter);
        // A caller that is admitted in the same moment keeps its slot and meets the cancellation at its next step.
        await using var registration = cancellationToken.UnsafeRegister(_ => Leave(id, cancellationToken), null);
        return await waiter.Outcome.Task;
    }

    /// <summary>Takes the whole replica for a measurement, or is refused at once; see <see cref="AdmissionOutcome.Admitted.Preempted"/>.</summary>
    public async Task<AdmissionOutcome> ProbeAsync()
    {
        var id = Interlocked.Increment(ref _lastId);
        var waiter = new AdmissionWaiter(_clock.GetTimestamp());
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
    /// <param name="contextTokens">The context that it has brought; null when it is not known.</param>
    /// <param name="failure">What it met; null when the model is there.</param>
    public void LoadEnded(string model, int? contextTokens, Exception? failure = null) =>
        Post(new AdmissionEvent.LoadEnded(model, failure is null, contextTokens ?? 0), failure: failure);

    /// <summary>What a look has shown of the replica's memory.</summary>
    public void Looked(IReadOnlyList<SeenResident> resident, long capacityBytes) =>
        Post(new AdmissionEvent.Looked(resident, capacityBytes));

    public void Drain() => Post(new AdmissionEvent.Drain());

    public void Resume() => Post(new AdmissionEvent.Resume());

    /// <summary>Other limits from now on. What runs goes on; what waits above the new limit is not refused for it.</summary>
    public void Limit(int slots, int queueLimit) => Post(new AdmissionEvent.ChangeLimits(slots, queueLimit));

    public void Dispose() => _expiry.Dispose();

    private void Post(AdmissionEvent happened, long id = 0, AdmissionWaiter? arriving = null, Exception? failure = null)
    {
        AdmissionAftermath aftermath;
        lock (_gate)
        {
            if (arriving is not null)
            {
                _waiters.Add(id, arriving);
            }

            _loadFailure = failure;
            aftermath = Step(happened);
        }

        Follow(aftermath);
    }

    // Outside of the lock: what a cancellation ends may come back here at once to free its slot, and so may a load.
    private void Follow(AdmissionAftermath aftermath)
    {
        aftermath.Preempted?.Cancel();
        if (aftermath.Load is { } load)
        {
            _load(load);
        }

        if (aftermath.IsChanged)
        {
            _changed();
        }
    }

    private void Leave(long id, CancellationToken cancellationToken)
    {
        AdmissionAftermath aftermath;
        lock (_gate)
        {
            if (!_waiters.Remove(id, out var waiter))
            {
                return;
            }

            waiter.Outcome.TrySetCanceled(cancellationToken);
            aftermath = Step(new AdmissionEvent.Cancel(id));
        }

        Follow(aftermath);
    }

    private AdmissionAftermath Step(AdmissionEvent happened)
    {
        var aftermath = new AdmissionAftermath();
        var before = _state;
        ImmutableArray<AdmissionAction> actions;
        (_state, actions) = AdmissionRule.Step(_state, happened, _clock.GetUtcNow());
        foreach (var action in actions)
        {
            if (action is AdmissionAction.Preempt preemption)
            {
                aftermath = aftermath with { Preempted = _probes.GetValueOrDefault(preemption.Id) };
            }
            else if (action is AdmissionAction.Load load)
            {
                aftermath = aftermath with { Load = load };
            }
            else if (_waiters.Remove(action.Id, out var waiter))
            {
                waiter.Outcome.TrySetResult(Outcome(action, waiter, happened is AdmissionEvent.Probe));
            }
        }

        _expiry.Change(UntilNextDue(), Timeout.InfiniteTimeSpan);
        return aftermath with { IsChanged = !_state.HasCountsOf(before) };
    }

    private TimeSpan UntilNextDue()
    {
        if (_state.NextDue is not { } due)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = due - _clock.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private AdmissionOutcome Outcome(AdmissionAction action, AdmissionWaiter waiter, bool isProbe)
    {
        if (action is AdmissionAction.Refuse refusal)
        {
            return new AdmissionOutcome.Refused(refusal.Reason, refusal.RetryAfter)
            {
                Failure = refusal.Reason == RefusalReason.LoadFailed ? _loadFailure : null,
            };
        }

#pragma warning disable CA2000 // The caller that is admitted owns the slot from here on.
        var slot = new Slot(used => Finish(action.Id, used));
#pragma warning restore CA2000
        return new AdmissionOutcome.Admitted(slot, _clock.GetElapsedTime(waiter.Since))
        {
            Preempted = isProbe ? PreemptionOf(action.Id) : CancellationToken.None,
            IsResident = action is AdmissionAction.Admit { IsResident: true },
            Load = (action as AdmissionAction.Admit)?.Load,
        };
    }

    private CancellationToken PreemptionOf(long id)
    {
        var source = new CancellationTokenSource();
        _probes.Add(id, source);
        return source.Token;
    }

    // The source is not disposed: it has no timer, and whoever preempts may hold it at this moment.
    private void Finish(long id, TokensUsed? used)
    {
        lock (_gate)
        {
            _probes.Remove(id);
        }

        Post(new AdmissionEvent.Finish(id) { Used = used });
    }
}
