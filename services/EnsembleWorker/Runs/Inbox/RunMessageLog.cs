using System.Text;
using Orchestrator.Contracts;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Inbox;

/// <summary>Writes what the user has said into the log of a held run, as soon as the holder hears of it.</summary>
internal sealed class RunMessageLog(RunMessageStore store, RunWriter writer, PatientReads reads)
{
    /// <summary>Until it is cancelled, or nothing more may be written.</summary>
    public async Task FollowAsync(HeldRun run, CancellationToken cancellationToken)
    {
        using var news = run.Mail.News.Listen();
        try
        {
            while (true)
            {
                await WriteNewAsync(run, cancellationToken);
                await news.WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The run's work is over, here at least.
        }
    }

    /// <summary>All that is heard of is in the log when it returns.</summary>
    public async Task WriteNewAsync(HeldRun run, CancellationToken cancellationToken)
    {
        await run.Mail.Logging.WaitAsync(cancellationToken);
        try
        {
            if (run.Mail.Heard > run.Mail.Logged)
            {
                await WriteAsync(run, cancellationToken);
            }
        }
        finally
        {
            run.Mail.Logging.Release();
        }
    }

    private async Task WriteAsync(HeldRun run, CancellationToken cancellationToken)
    {
        var messages = await reads.ReadAsync(
            run.RunId,
            token => store.ReadAfterAsync(run.RunId, run.Mail.Logged, token),
            cancellationToken
        );
        if (messages.Count == 0)
        {
            return;
        }

        var last = messages[^1].Number;
        await writer.WriteAsync(
            run,
            new RunChange { Notes = [.. messages.Select(ToNote)], Columns = row => row.MessagesLogged = last }
        );
        run.Mail.Logged = last;
    }

    private static RunNote ToNote(RunMessageRow message) =>
        new(
            EventNames.UserMessage,
            PayloadJson.Of(new { message.Number, Text = Encoding.UTF8.GetString(message.Text) })
        );
}
