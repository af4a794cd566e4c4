using Microsoft.EntityFrameworkCore;
using Orchestrator.EnsembleWorker.Runs.Control;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Inbox;

/// <summary>
/// What users have said to runs. Any worker adds a message: that changes the run's row, so that messages are numbered without
/// gaps and none comes to a run that has just ended. Only the holder writes the log's entry for it, because the numbers of the
/// log are its own: it hears of the message at once in its own process, otherwise with its next renewal.
/// </summary>
internal sealed class RunMessageStore(GuardedWrites writes, IDbContextFactory<WorkerDbContext> contexts)
{
    /// <param name="seen">The row that the decision was made from.</param>
    /// <returns>False when the run has ended, or has another message, since it was read: nothing was written.</returns>
    public async Task<bool> TryAddAsync(RunRow seen, NewMessage message, CancellationToken cancellationToken)
    {
        var number = seen.Messages + 1;
        var isAdded = await writes.TryAsync(
            (context, token) =>
                context
                    .Runs.Where(run => run.RunId == seen.RunId && run.Messages == seen.Messages)
                    .Where(run => RunStates.Unfinished.Contains(run.State))
                    .ExecuteUpdateAsync(run => run.SetProperty(row => row.Messages, number), token),
            (context, _) =>
            {
                context.RunMessages.Add(Row(seen.RunId, number, message));
                return Task.CompletedTask;
            },
            cancellationToken
        );
        // The driver's own second try may have met what its first one had committed.
        return isAdded
            || await FindAsync(seen.RunId, number, cancellationToken) is { } there
                && (there.AtMs, there.MessageId) == (message.AtMs, message.Id)
                && there.Text.AsSpan().SequenceEqual(message.Text);
    }

    /// <summary>Whether the run has a message of that id.</summary>
    public async Task<bool> HasAsync(string runId, string messageId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunMessages.AnyAsync(
            message => message.RunId == runId && message.MessageId == messageId,
            cancellationToken
        );
    }

    public async Task<int> CountWaitingAsync(string runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunMessages.CountAsync(
            message => message.RunId == runId && message.TakenAt == null,
            cancellationToken
        );
    }

    /// <summary>Those that nobody was told yet and those that were told at that place, oldest first.</summary>
    public async Task<IReadOnlyList<RunMessageRow>> ReadAsync(
        string runId,
        string boundary,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .RunMessages.AsNoTracking()
            .Where(message => message.RunId == runId && (message.TakenAt == null || message.TakenAt == boundary))
            .OrderBy(message => message.Number)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Those behind that number, oldest first.</summary>
    public async Task<IReadOnlyList<RunMessageRow>> ReadAfterAsync(
        string runId,
        int number,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .RunMessages.AsNoTracking()
            .Where(message => message.RunId == runId && message.Number > number)
            .OrderBy(message => message.Number)
            .ToListAsync(cancellationToken);
    }

    private static RunMessageRow Row(string runId, int number, NewMessage message) =>
        new()
        {
            RunId = runId,
            Number = number,
            AtMs = message.AtMs,
            MessageId = message.Id,
            Text = message.Text,
        };

    private async Task<RunMessageRow?> FindAsync(string runId, int number, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .RunMessages.AsNoTracking()
            .SingleOrDefaultAsync(row => row.RunId == runId && row.Number == number, cancellationToken);
    }
}

/// <param name="Text">In UTF-8.</param>
/// <param name="Id">Its sender's name for it; null when it has none.</param>
internal sealed record NewMessage(byte[] Text, string? Id, long AtMs);
