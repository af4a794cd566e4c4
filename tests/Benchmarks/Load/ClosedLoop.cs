using System.Diagnostics;

namespace Orchestrator.Benchmarks.Load;

/// <summary>As many requests as a number of callers get answered when each asks again at once.</summary>
internal sealed class ClosedLoop(ConnectionPool pool, byte[][] requests, int callers, TimeSpan duration)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public async Task<LoadLog> RunAsync(CancellationToken cancellationToken)
    {
        var log = new LoadLog(64 * 1024);
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(duration + _patience);
        var running = Enumerable
            .Range(0, callers)
            .Select(caller => Task.Run(() => CallAsync(caller, end, log, deadline.Token), cancellationToken));
        await Task.WhenAll(running.ToList());
        cancellationToken.ThrowIfCancellationRequested();
        return log;
    }

    private async Task CallAsync(int caller, long end, LoadLog log, CancellationToken cancellationToken)
    {
        var connection = pool.Take();
        try
        {
            for (var i = caller; Stopwatch.GetTimestamp() < end; i++)
            {
                var sentAt = Stopwatch.GetTimestamp();
                var failure = await connection.AskAsync(requests[i % requests.Length], cancellationToken);
                if (failure is null)
                {
                    log.Answered(sentAt, sentAt, Stopwatch.GetTimestamp(), connection.Answer);
                }
                else
                {
                    log.NotAnswered(failure);
                }
            }

            pool.GiveBack(connection);
        }
        // Whatever a broken target does is counted, and shown with the result.
        catch (Exception exception)
        {
            log.NotAnswered(exception.Message);
            pool.GiveUp(connection);
        }
    }
}
