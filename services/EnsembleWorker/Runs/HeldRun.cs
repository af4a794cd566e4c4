using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Pausing;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>A run that this worker carries out, from its claim on.</summary>
internal sealed class HeldRun : IDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _work;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _clock;
    private StartRunRequest? _request;
    private int _cancellation;

    /// <param name="row">The row as it was before the claim.</param>
    /// <param name="epoch">That of the claim.</param>
    /// <param name="expiresAt">When the lease ends unless it is renewed.</param>
    /// <param name="live">What watchers see.</param>
    /// <param name="clock">The clock of the lease.</param>
    public HeldRun(RunRow row, long epoch, DateTimeOffset expiresAt, LiveRun live, TimeProvider clock)
    {
        (Row, Epoch, Live, LastSequence, _clock) = (row, epoch, live, row.LastSequence, clock);
        _lost = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        _work = CancellationTokenSource.CreateLinkedTokenSource(_lost.Token);
        (Lost, Work) = (_lost.Token, _work.Token);
        Pause = new RunPause(() => Cancel(RunCancellation.Paused), clock);
        Mail = new RunMail(row.Messages, row.MessagesLogged);
        Renewed(expiresAt);
    }

    public RunRow Row { get; }

    public string RunId => Row.RunId;

    public long Epoch { get; }

    public LiveRun Live { get; }

    /// <summary>As it was accepted. Throws when the row holds none.</summary>
    public StartRunRequest Request => _request ??= StartRunRequest.Parser.ParseFrom(Row.Request);

    /// <summary>Until when the run has to have an answer; null for no deadline but the worker's limit.</summary>
    public DateTimeOffset? DeadlineAt =>
        Row.DeadlineAtMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>Steps pass through its gate; whoever wants the run to pause says so to it.</summary>
    public RunPause Pause { get; }

    /// <summary>What is known of its user's messages.</summary>
    public RunMail Mail { get; }

    /// <summary>Number of the last entry in the log; changed only by whoever has <see cref="Writing"/>.</summary>
    public long LastSequence { get; set; }

    /// <summary>One writer at a time: entries are numbered in the order of their commits.</summary>
    public SemaphoreSlim Writing { get; } = new(1, 1);

    /// <summary>Cancelled as soon as nothing more may be written. By the clock, too, with the database away.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Cancelled for any reason to end the work.</summary>
    public CancellationToken Work { get; }

    public Task Ended => _ended.Task;

    public RunCancellation Cancellation =>
        Lost.IsCancellationRequested ? RunCancellation.Lost : (RunCancellation)Volatile.Read(ref _cancellation);

    public void Renewed(DateTimeOffset expiresAt)
    {
        var left = expiresAt - _clock.GetUtcNow();
        UnlessDisposed(() => _lost.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero));
    }

    public void Lose() => UnlessDisposed(_lost.Cancel);

    public void Stop() => Cancel(RunCancellation.Stopped);

    public void HandBack() => Cancel(RunCancellation.HandedBack);

    /// <summary>This worker is done with it, whatever became of it.</summary>
    public void End()
    {
        Live.End();
        _ended.TrySetResult();
    }

    public void Dispose()
    {
        Pause.Dispose();
        Mail.Dispose();
        _work.Dispose();
        _lost.Dispose();
        Writing.Dispose();
    }

    private void Cancel(RunCancellation reason)
    {
        // The first reason counts.
        if (Interlocked.CompareExchange(ref _cancellation, (int)reason, (int)RunCancellation.None) == 0)
        {
            UnlessDisposed(_work.Cancel);
        }
    }

    // The run may end while somebody renews or stops it; then there is nothing left to do.
    private static void UnlessDisposed(Action act)
    {
        try
        {
            act();
        }
        catch (ObjectDisposedException) { }
    }
}
