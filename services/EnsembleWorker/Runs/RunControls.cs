using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Lease;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// Ends runs on request. The wish is written into the row first: a holder elsewhere sees it with its next renewal, and a
/// worker that takes the run over, too.
/// </summary>
internal sealed class RunControls(
    RunViews views,
    RunLeaseStore leases,
    HeldRuns held,
    RunIntake intake,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock
)
{
    private readonly RunsOptions _options = options.Value.Runs;

    public Task<ControlRunResponse> RunAsync(ControlRunRequest request, CancellationToken cancellationToken) =>
        request.Control switch
        {
            RunControl.Stop => StopAsync(request.RunId, cancellationToken),
            RunControl.Pause or RunControl.Resume or RunControl.Message => throw new RpcException(
                new Status(StatusCode.Unimplemented, $"Runs cannot be told to {request.Control} yet; STOP works.")
            ),
            _ => throw new RpcException(new Status(StatusCode.InvalidArgument, "control must be set")),
        };

    private async Task<ControlRunResponse> StopAsync(string runId, CancellationToken cancellationToken)
    {
        var row = await views.FindAsync(runId, cancellationToken);
        if (!RunStates.IsFinished(row.State))
        {
            await leases.RequestStopAsync(runId, cancellationToken);
            held.Find(runId)?.Stop();
            await intake.TryTakeToEndAsync(runId, cancellationToken);
            row.State = await EndedAsync(runId, cancellationToken);
        }

        return new ControlRunResponse { State = row.State };
    }

    /// <returns>The state as it is when the run has ended, or when it was waited for long enough.</returns>
    private async Task<string> EndedAsync(string runId, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        while (true)
        {
            var row = await views.FindAsync(runId, cancellationToken);
            if (RunStates.IsFinished(row.State) || clock.GetElapsedTime(startedAt) >= _options.StopWait)
            {
                return row.State;
            }

            await Task.Delay(_options.Watch.PollInterval, clock, cancellationToken);
        }
    }
}
