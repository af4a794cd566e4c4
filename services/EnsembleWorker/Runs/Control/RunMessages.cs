using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>Takes messages of users to their runs. One to a run that asks something is the reply, and the run goes on.</summary>
internal sealed class RunMessages(
    RunViews views,
    RunMessageStore store,
    RunRequeues requeues,
    HeldRuns held,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    RunTelemetry telemetry
)
{
    private readonly RunControlOptions _options = options.Value.Runs.Controls;

    public async Task<RunRow> SendAsync(string runId, string text, CancellationToken cancellationToken)
    {
        Check(text);
        await AddAsync(runId, Encoding.UTF8.GetBytes(text), cancellationToken);
        telemetry.Controlled("message");
        // Read after the message is committed: a run that asks at this moment looks for it after its question is.
        var row = await views.FindAsync(runId, cancellationToken);
        held.Find(runId)?.Mail.Hear(row.Messages);
        return row is { State: RunStates.Paused, Question: not null }
            ? await requeues.ResumeAsync(runId, "message", cancellationToken) ?? row
            : row;
    }

    private void Check(string text)
    {
        var problem =
            text.Length == 0 ? "must not be empty"
            : text.Length > _options.MaxMessageCharacters
                ? $"has {text.Length} characters, at most {_options.MaxMessageCharacters} are taken"
            : null;
        if (problem is not null)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"text {problem}"));
        }
    }

    private async Task AddAsync(string runId, byte[] text, CancellationToken cancellationToken)
    {
        var atMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        for (var tries = 0; tries < _options.MaxTries; tries++)
        {
            var row = await views.FindAsync(runId, cancellationToken);
            await RefuseAsync(row, cancellationToken);
            if (await store.TryAddAsync(row, text, atMs, cancellationToken))
            {
                return;
            }
        }

        throw new RpcException(new Status(StatusCode.Aborted, "The run changes too fast at the moment."));
    }

    private async Task RefuseAsync(RunRow row, CancellationToken cancellationToken)
    {
        if (RunStates.IsFinished(row.State))
        {
            throw RunControls.NotNow(row, "it takes no messages any more.");
        }

        if (row.Messages >= _options.MaxMessages)
        {
            throw RunControls.NotNow(row, $"it has had {row.Messages} messages and takes no more.");
        }

        var waiting = await store.CountWaitingAsync(row.RunId, cancellationToken);
        if (waiting >= _options.MaxWaitingMessages)
        {
            throw RunControls.NotNow(row, $"{waiting} messages wait already until it looks at them.");
        }
    }
}
