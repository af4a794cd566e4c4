using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Control;

/// <summary>What a user may do with a run. Each may be repeated; on a run that has ended it tells how.</summary>
internal sealed class RunControls(RunStops stops, RunPausings pausings, RunMessages messages, RunReplays replays)
{
    public async Task<ControlRunResponse> RunAsync(ControlRunRequest request, CancellationToken cancellationToken)
    {
        var id = request.RunId;
        var row = request.Control switch
        {
            RunControl.Stop => await stops.StopAsync(id, cancellationToken),
            RunControl.Pause => await pausings.PauseAsync(id, cancellationToken),
            RunControl.Resume => await pausings.ResumeAsync(id, cancellationToken),
            RunControl.Message => await messages.SendAsync(request, cancellationToken),
            RunControl.Replay => await replays.ReplayAsync(id, cancellationToken),
            _ => throw new RpcException(new Status(StatusCode.InvalidArgument, "control must be set")),
        };
        return new ControlRunResponse { State = row.State };
    }

    public static RpcException NotNow(RunRow run, string why) =>
        new(new Status(StatusCode.FailedPrecondition, $"The run is {run.State}: {why}"));
}
