using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>
/// Takes messages of users to their runs. One to a run that asks something is the reply, and the run goes on. A message whose id
/// the run knows was repeated by somebody who has not heard the answer: nothing is stored, whatever became of the run since.
/// </summary>
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

    public async Task<RunRow> SendAsync(ControlRunRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        var runId = request.RunId;
        if (await AddAsync(request, cancellationToken))
        {
            telemetry.Controlled("message");
        }

        // Read after the message is committed: a run that asks at this moment looks for it after its question is.
        var row = await views.FindAsync(runId, cancellationToken);
        held.Find(runId)?.Mail.Hear(row.Messages);
        return await IsRepliedAsync(row, cancellationToken)
            ? await requeues.ResumeAsync(runId, "message", cancellationToken) ?? row
            : row;
    }

    // Its question may have come after the message that is repeated here: then it waits for another one.
    private async Task<bool> IsRepliedAsync(RunRow row, CancellationToken cancellationToken) =>
        row is { State: RunStates.Paused, Question: not null }
        && await store.CountWaitingAsync(row.RunId, cancellationToken) > 0;

    private void Check(ControlRunRequest request)
    {
        var (text, id) = (request.Text, request.MessageId);
        var problem =
            text.Length == 0 ? "text must not be empty"
            : text.Length > _options.MaxMessageCharacters
                ? $"text has {text.Length} characters, at most {_options.MaxMessageCharacters} are taken"
            : id.Length > RunTables.NameLengthMax
                ? $"message_id has {id.Length} characters, at most {RunTables.NameLengthMax} are taken"
            : id.Any(char.IsControl) ? "message_id must not have control characters"
            : null;
        if (problem is not null)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, problem));
        }
    }

    /// <returns>False when the run has it already.</returns>
    private async Task<bool> AddAsync(ControlRunRequest request, CancellationToken cancellationToken)
    {
        var message = new NewMessage(
            Encoding.UTF8.GetBytes(request.Text),
            request.MessageId.Length > 0 ? request.MessageId : null,
            clock.GetUtcNow().ToUnixTimeMilliseconds()
        );
        for (var tries = 0; tries < _options.MaxTries; tries++)
        {
            var row = await views.FindAsync(request.RunId, cancellationToken);
            if (message.Id is { } id && await store.HasAsync(row.RunId, id, cancellationToken))
            {
                return false;
            }

            await RefuseAsync(row, cancellationToken);
            if (await store.TryAddAsync(row, message, cancellationToken))
            {
                return true;
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
