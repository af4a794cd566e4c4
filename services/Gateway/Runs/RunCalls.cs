using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Runs.Workers;

namespace Orchestrator.Gateway.Runs;

/// <summary>What this gateway asks the workers about runs.</summary>
internal sealed class RunCalls(AnyWorker workers, IOptions<SeveralStepsLimits> options)
{
    private readonly SeveralStepsLimits _limits = options.Value;

    /// <summary>A repeated call starts nothing twice, so that it is safe to ask the next worker after any failure.</summary>
    public Task<WorkerReply<StartRunResponse>> StartAsync(
        StartRunRequest request,
        CancellationToken cancellationToken
    ) =>
        workers.CallAsync(
            first: null,
            (worker, options) => worker.StartRunAsync(request, options),
            _limits.StartTimeout,
            cancellationToken
        );

    public Task<WorkerReply<RunView>> ViewAsync(string runId, Uri? first, CancellationToken cancellationToken)
    {
        var request = new GetRunRequest { RunId = runId };
        return workers.CallAsync(
            first,
            (worker, options) => worker.GetRunAsync(request, options),
            _limits.ViewTimeout,
            cancellationToken
        );
    }

    /// <summary>Every control may be repeated.</summary>
    public Task<WorkerReply<ControlRunResponse>> ControlAsync(
        ControlRunRequest request,
        CancellationToken cancellationToken
    ) =>
        workers.CallAsync(
            first: null,
            (worker, options) => worker.ControlRunAsync(request, options),
            _limits.ControlTimeout,
            cancellationToken
        );

    public Task<WorkerReply<ListRunsResponse>> ListAsync(
        ListRunsRequest request,
        CancellationToken cancellationToken
    ) =>
        workers.CallAsync(
            first: null,
            (worker, options) => worker.ListRunsAsync(request, options),
            _limits.ViewTimeout,
            cancellationToken
        );

    /// <param name="after">Number of the last log entry that is known already.</param>
    /// <param name="first">The worker that is likely to hold the run.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public RunWatch Watch(string runId, ulong after, Uri? first, CancellationToken cancellationToken) =>
        new(runId, after, workers.Route(first), workers, _limits, cancellationToken);
}
