using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

public sealed class AdmissionQueueTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly AdmissionQueue _queue;
    private readonly List<AdmissionAction.Load> _loads = [];
    private int _changes;

    public AdmissionQueueTests() =>
        _queue = new AdmissionQueue(
            new AdmissionLimits(1, 2, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(15)),
            () => _changes++,
            _loads.Add,
            _clock
        );

    public void Dispose() => _queue.Dispose();

    private Task<AdmissionOutcome> AcquireAsync(CancellationToken cancellationToken = default) =>
        _queue.AcquireAsync(new CallWish(""), cancellationToken);

    private async Task<Slot> AdmittedAsync() => Assert.IsType<AdmissionOutcome.Admitted>(await AcquireAsync()).Slot;

    [Fact]
    public async Task A_slot_that_is_disposed_twice_is_freed_once()
    {
        var first = await AdmittedAsync();
        var second = AcquireAsync();
        var third = AcquireAsync();
        first.Dispose();
        first.Dispose();

        await Wait.ForAsync(second, "the second call is admitted");
        Assert.False(third.IsCompleted);
        Assert.Single(_queue.State.Running);
        Assert.Single(_queue.State.Waiting);
    }

    [Fact]
    public async Task A_slot_that_was_handed_over_is_freed_by_its_new_holder_only()
    {
        var slot = await AdmittedAsync();
        var kept = slot.HandOver();
        slot.Dispose();
        Assert.Single(_queue.State.Running);

        kept.Dispose();
        Assert.Empty(_queue.State.Running);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_leaves_the_queue_at_once()
    {
        using var slot = await AdmittedAsync();
        using var hangUp = new CancellationTokenSource();
        var waiting = AcquireAsync(hangUp.Token);
        Assert.Single(_queue.State.Waiting);

        await hangUp.CancelAsync();

        Assert.Empty(_queue.State.Waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(waiting, "the wait ends"));
    }

    [Fact]
    public async Task The_clock_alone_ends_a_wait_that_is_too_long()
    {
        using var slot = await AdmittedAsync();
        var waiting = AcquireAsync();

        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var outcome = await Wait.ForAsync(waiting, "the call is refused");
        Assert.Equal(new AdmissionOutcome.Refused(RefusalReason.WaitTooLong), outcome);
    }

    [Fact]
    public async Task An_admitted_call_is_told_how_long_it_waited()
    {
        var slot = await AdmittedAsync();
        var waiting = AcquireAsync();
        _clock.Advance(TimeSpan.FromSeconds(7));
        slot.Dispose();

        var admitted = Assert.IsType<AdmissionOutcome.Admitted>(await Wait.ForAsync(waiting, "the call is admitted"));
        Assert.Equal(TimeSpan.FromSeconds(7), admitted.Wait);
    }

    [Fact]
    public async Task A_call_ends_a_probe_at_once_and_gets_its_slot_when_the_replica_has_let_go()
    {
        var probe = Assert.IsType<AdmissionOutcome.Admitted>(await _queue.ProbeAsync());
        Assert.False(probe.Preempted.IsCancellationRequested);

        var call = AcquireAsync();

        Assert.True(probe.Preempted.IsCancellationRequested);
        Assert.False(call.IsCompleted);
        probe.Slot.Dispose();
        Assert.IsType<AdmissionOutcome.Admitted>(await Wait.ForAsync(call, "the call is admitted"));
    }

    [Fact]
    public async Task A_probe_whose_end_frees_its_slot_from_inside_the_cancellation_blocks_nobody()
    {
        var probe = Assert.IsType<AdmissionOutcome.Admitted>(await _queue.ProbeAsync());
        await using var registration = probe.Preempted.Register(probe.Slot.Dispose);

        Assert.IsType<AdmissionOutcome.Admitted>(await Wait.ForAsync(AcquireAsync(), "the call is admitted"));
    }

    [Fact]
    public async Task A_probe_is_refused_at_once_while_anything_runs_or_waits()
    {
        using var slot = await AdmittedAsync();

        Assert.Equal(new AdmissionOutcome.Refused(RefusalReason.Busy), await _queue.ProbeAsync());
        Assert.Single(_queue.State.Running);
    }

    [Fact]
    public async Task Each_change_of_the_counts_is_announced()
    {
        var before = _changes;
        var slot = await AdmittedAsync();
        Assert.Equal(before + 1, _changes);

        slot.Dispose();
        Assert.Equal(before + 2, _changes);
    }

    [Fact]
    public async Task A_thousand_callers_at_once_never_run_together()
    {
        using var queue = new AdmissionQueue(
            new AdmissionLimits(3, 1000, TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            () => { },
            _ => { },
            TimeProvider.System
        );
        var running = 0;
        var most = 0;
        await Wait.ForAsync(Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => WorkAsync())), "all calls end");

        Assert.InRange(most, 1, 3);
        Assert.Empty(queue.State.Running);
        Assert.Empty(queue.State.Waiting);

        async Task WorkAsync()
        {
            await Task.Yield();
            var outcome = await queue.AcquireAsync(
                new CallWish("") { Priority = AdmissionPriority.Batch },
                CancellationToken.None
            );
            using var slot = Assert.IsType<AdmissionOutcome.Admitted>(outcome).Slot;
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        do
        {
            seen = Volatile.Read(ref target);
        } while (value > seen && Interlocked.CompareExchange(ref target, value, seen) != seen);
    }
}
