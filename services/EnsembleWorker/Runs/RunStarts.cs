using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Contracts.Messages;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>Accepts runs: the row is committed before anybody hears of it.</summary>
internal sealed class RunStarts(RunStore store, RunNotices notices, RunTelemetry telemetry, TimeProvider clock)
{
    /// <param name="request">Checked before.</param>
    /// <param name="cancellationToken">The caller's.</param>
    /// <exception cref="RpcException">There is another run of that id.</exception>
    public async Task<StartRunResponse> StartAsync(StartRunRequest request, CancellationToken cancellationToken)
    {
        var known = await store.FindAsync(request.RunId, cancellationToken);
        if (known is null && await TryAddAsync(ToRow(request), cancellationToken))
        {
            return new StartRunResponse { RunId = request.RunId };
        }

        known ??= await store.FindAsync(request.RunId, cancellationToken);
        if (known is not null && !StartRunRequest.Parser.ParseFrom(known.Request).Equals(request))
        {
            var detail = $"There is another run '{request.RunId}' already.";
            throw new RpcException(new Status(StatusCode.AlreadyExists, detail));
        }

        return new StartRunResponse { RunId = request.RunId, Existed = true };
    }

    private async Task<bool> TryAddAsync(RunRow row, CancellationToken cancellationToken)
    {
        if (!await store.TryAddAsync(row, cancellationToken))
        {
            return false;
        }

        telemetry.Started(row.Strategy);
        notices.Add(new RunReady(row.RunId), row.TraceParent);
        return true;
    }

    private RunRow ToRow(StartRunRequest request)
    {
        var now = clock.GetUtcNow();
        return new RunRow
        {
            RunId = request.RunId,
            Strategy = request.Strategy,
            State = RunStates.Queued,
            Priority = (int)request.Priority,
            Tenant = request.Tenant,
            Request = request.ToByteArray(),
            CreatedAtMs = now.ToUnixTimeMilliseconds(),
            DeadlineAtMs = request.Deadline is { } span ? (now + span.ToTimeSpan()).ToUnixTimeMilliseconds() : null,
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null,
        };
    }
}
