using System.Text;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Runs.Inbox;

/// <summary>Tells a strategy what the user has said: each message at one place of the run, and there again after a takeover.</summary>
internal sealed class RunInbox(
    RunMessageStore store,
    RunMessageLog log,
    RunWriter writer,
    PatientReads reads,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock
)
{
    private readonly TimeSpan _pollInterval = options.Value.Runs.Controls.InboxPollInterval;

    /// <summary>As Strategies.IRunSteps.InboxAsync.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(
        HeldRun run,
        string boundary,
        TimeSpan wait,
        CancellationToken cancellationToken
    )
    {
        using var news = run.Mail.News.Listen();
        var startedAt = clock.GetTimestamp();
        while (true)
        {
            var found = await ReadAsync(run, boundary, cancellationToken);
            var told = found.Where(message => message.TakenAt is not null).ToList();
            if (told.Count > 0)
            {
                return ToTexts(told);
            }

            if (found.Count > 0)
            {
                await MarkAsync(run, boundary, found, cancellationToken);
                return ToTexts(found);
            }

            var left = wait - clock.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero)
            {
                return [];
            }

            await WaitAsync(news, left < _pollInterval ? left : _pollInterval, cancellationToken);
        }
    }

    public Task<IReadOnlyList<RunMessageRow>> ReadAsync(
        HeldRun run,
        string boundary,
        CancellationToken cancellationToken
    ) => reads.ReadAsync(run.RunId, token => store.ReadAsync(run.RunId, boundary, token), cancellationToken);

    /// <summary>Committed when it returns; the log has them then.</summary>
    public async Task MarkAsync(
        HeldRun run,
        string boundary,
        IReadOnlyList<RunMessageRow> messages,
        CancellationToken cancellationToken
    )
    {
        run.Mail.Hear(messages[^1].Number);
        await log.WriteNewAsync(run, cancellationToken);
        var taken = new TakenMessages([.. messages.Select(message => message.Number)], boundary);
        await writer.WriteAsync(run, new RunChange { Taken = taken });
    }

    private async Task WaitAsync(ChangeSignal.Listener news, TimeSpan most, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(most, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await news.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time for another look.
        }
    }

    private static IReadOnlyList<string> ToTexts(IEnumerable<RunMessageRow> messages) =>
        [.. messages.Select(message => Encoding.UTF8.GetString(message.Text))];
}
