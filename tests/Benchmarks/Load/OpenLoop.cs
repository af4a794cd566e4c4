using System.Diagnostics;

namespace Orchestrator.Benchmarks.Load;

/// <summary>
/// Sends at fixed moments, whether answers have come or not, and counts from the planned moment: a server that stalls is
/// charged for all whom it kept waiting (no coordinated omission).
/// </summary>
internal sealed class OpenLoop(ConnectionPool pool, byte[][] requests, double perSecond, TimeSpan duration)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public async Task<LoadLog> RunAsync(CancellationToken cancellationToken)
    {
        var count = Math.Max(1, (int)(perSecond * duration.TotalSeconds));
        var log = new LoadLog(count);
        var asked = new Task[count];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(duration + _patience);
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pacer = new Thread(() => Pace(asked, log, sent, deadline.Token)) { IsBackground = true, Name = "pacer" };
        pacer.Start();
        await sent.Task;
        await Task.WhenAll(asked);
        cancellationToken.ThrowIfCancellationRequested();
        return log;
    }

    private void Pace(Task[] asked, LoadLog log, TaskCompletionSource sent, CancellationToken cancellationToken)
    {
        MonotonicSleep.BePunctual();
        var period = Stopwatch.Frequency / perSecond;
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
        for (var i = 0; i < asked.Length; i++)
        {
            var plannedAt = start + (long)(i * period);
            MonotonicSleep.Until(plannedAt);
            asked[i] = AskAsync(requests[i % requests.Length], plannedAt, log, cancellationToken);
        }

        sent.SetResult();
    }

    /// <summary>Runs on the pacer's thread up to the send.</summary>
    private async Task AskAsync(byte[] request, long plannedAt, LoadLog log, CancellationToken cancellationToken)
    {
        HttpConnection? connection = null;
        try
        {
            connection = pool.Take();
            var sentAt = Stopwatch.GetTimestamp();
            var failure = await connection.AskAsync(request, cancellationToken);
            var endedAt = Stopwatch.GetTimestamp();
            if (failure is null)
            {
                log.Answered(plannedAt, sentAt, endedAt, connection.Answer);
            }
            else
            {
                log.NotAnswered(failure);
            }

            pool.GiveBack(connection);
        }
        // Whatever a broken target does is counted, and shown with the result.
        catch (Exception exception)
        {
            log.NotAnswered(exception.Message);
            if (connection is not null)
            {
                pool.GiveUp(connection);
            }
        }
    }
}
