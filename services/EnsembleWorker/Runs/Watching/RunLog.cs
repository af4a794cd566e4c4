using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>The kept log of a run, told page by page.</summary>
internal sealed class RunLog(RunStore store, IOptions<EnsembleWorkerOptions> options)
{
    private readonly RunWatchOptions _options = options.Value.Runs.Watch;

    /// <summary>Entries from the cursor on; the answer, which the log does not hold, comes right before "completed".</summary>
    public async Task SendAsync(
        RunRow run,
        long last,
        LiveCursor cursor,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken cancellationToken
    )
    {
        while (cursor.NextSequence <= last)
        {
            var page = await store.ReadLogAsync(
                run.RunId,
                cursor.NextSequence,
                last,
                _options.LogPage,
                cancellationToken
            );
            if (page.Count == 0)
            {
                // Deleted in the meantime.
                return;
            }

            foreach (var entry in page)
            {
                await SendAsync(run, entry, cursor, watcher, cancellationToken);
            }
        }
    }

    private async Task SendAsync(
        RunRow run,
        RunLogRow entry,
        LiveCursor cursor,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken cancellationToken
    )
    {
        if (entry.Name == EventNames.Completed && run.Answer is { } bytes)
        {
            await SendAnswerAsync(run, RunAnswer.Parser.ParseFrom(bytes), cursor, watcher, cancellationToken);
        }

        var told = LiveRun.ToEvent(run.RunId, entry.Sequence, entry.AtMs, entry.Name, entry.Payload);
        await watcher.WriteAsync(told, cancellationToken);
        cursor.NextSequence = entry.Sequence + 1;
    }

    private async Task SendAnswerAsync(
        RunRow run,
        RunAnswer answer,
        LiveCursor cursor,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken cancellationToken
    )
    {
        var writer = new AnswerWriter("", answer.Model, answer.Replica, answer.Simulated);
        var text = new AnswerText(run.RunId, answer.Writing, writer);
        text.Append(answer.Content, "");
        var at = DateTimeOffset.FromUnixTimeMilliseconds(run.FinishedAtMs ?? run.CreatedAtMs);
        while (text.Next(cursor, text.Length, 0, _options.MaxPieceCharacters, at) is { } piece)
        {
            await watcher.WriteAsync(piece, cancellationToken);
        }
    }
}
