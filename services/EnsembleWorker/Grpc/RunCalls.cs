using System.Data.Common;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Runs.Control;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>The gRPC edge of runs.</summary>
internal sealed class RunCalls(
    RunStarts starts,
    RunStrategies strategies,
    RunWatch watch,
    RunViews views,
    RunControls controls,
    RunLists lists,
    WorkflowBook workflows,
    IOptions<EnsembleWorkerOptions> options
)
{
    public Task<StartRunResponse> StartAsync(StartRunRequest request, CancellationToken cancellationToken) =>
        (
            RunRequestRule.Check(request, strategies.Names, options.Value)
            ?? WorkflowRequestRule.Check(request, workflows.Current)
        )
            is { } problem
            ? throw FailureMapping.InvalidArgument(problem)
            : TellOutagesAsync(() => starts.StartAsync(request, cancellationToken), cancellationToken);

    public async Task WatchAsync(
        WatchRunRequest request,
        IServerStreamWriter<RunEvent> watcher,
        CancellationToken cancellationToken
    )
    {
        var watching = () => watch.TryWatchAsync(request, watcher, cancellationToken);
        if (!await TellOutagesAsync(watching, cancellationToken))
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "This worker has too many watchers."));
        }
    }

    public Task<RunView> GetAsync(GetRunRequest request, CancellationToken cancellationToken) =>
        TellOutagesAsync(() => views.ReadAsync(request.RunId, cancellationToken), cancellationToken);

    public Task<ControlRunResponse> ControlAsync(ControlRunRequest request, CancellationToken cancellationToken) =>
        TellOutagesAsync(() => controls.RunAsync(request, cancellationToken), cancellationToken);

    public Task<ListRunsResponse> ListAsync(ListRunsRequest request, CancellationToken cancellationToken) =>
        TellOutagesAsync(() => lists.ReadAsync(request, cancellationToken), cancellationToken);

    // The caller may come again, here or at another worker: all these calls may be repeated.
    private static async Task<T> TellOutagesAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && IsOutage(exception))
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The database of runs does not answer."));
        }
    }

    private static bool IsOutage(Exception exception) =>
        exception is DbException or DbUpdateException or RetryLimitExceededException
        || (exception is InvalidOperationException { InnerException: DbException });
}
