using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Gateway.Runs.Workers;

/// <summary>
/// Follows one run at whoever holds it. Each entry of its log comes once and in order, whatever breaks in between: a
/// broken watch is opened again behind the last entry seen, also at another worker.
/// </summary>
/// <param name="after">Number of the last log entry that is known already.</param>
/// <param name="end">Ends the watch.</param>
internal sealed class RunWatch(
    string runId,
    ulong after,
    WorkerRoute route,
    AnyWorker workers,
    SeveralStepsLimits limits,
    CancellationToken end
) : IDisposable
{
    private AsyncServerStreamingCall<RunEvent>? _call;
    private ulong _seen = after;
    private int _unknown;

    /// <summary>Who was watched last.</summary>
    public Uri? Holder => route.Current;

    /// <returns>The next event, or why there will be none. After "completed" or "failed" it is not to be asked again.</returns>
    /// <exception cref="OperationCanceledException">The token that ends the watch.</exception>
    public async Task<WatchStep> NextAsync()
    {
        while (true)
        {
            if (await ReadAsync() is { } found)
            {
                route.Succeeded();
                _unknown = 0;
                return new WatchStep(found, null);
            }

            end.ThrowIfCancellationRequested();
            if (Conclude() is { } failure)
            {
                return new WatchStep(null, failure);
            }
        }
    }

    public void Dispose() => Close();

    /// <returns>Null when the watch is broken.</returns>
    private async Task<RunEvent?> ReadAsync()
    {
        try
        {
            var call = _call ??= await OpenAsync();
            while (await call.ResponseStream.MoveNext(end))
            {
                var current = call.ResponseStream.Current;
                if (current.Sequence == 0 || current.Sequence > _seen)
                {
                    _seen = Math.Max(_seen, current.Sequence);
                    return current;
                }
            }

            route.Failed(holder: null);
        }
        catch (RpcException exception)
        {
            _unknown += WorkerReplies.IsFinal(exception.StatusCode) ? 1 : 0;
            route.Failed(WorkerReplies.Holder(exception));
        }

        Close();
        return null;
    }

    private async Task<AsyncServerStreamingCall<RunEvent>> OpenAsync()
    {
        await workers.WaitAsync(route, end);
        var request = new WatchRunRequest { RunId = runId, FromSequence = _seen + 1 };
        return workers.At(route.Next()).WatchRun(request, cancellationToken: end);
    }

    /// <returns>Null when another try may help.</returns>
    private PlacementError? Conclude() =>
        _unknown >= route.FreeTries ? RunErrors.Forgotten(runId)
        : route.Failures > limits.MaxWatchFailures ? RunErrors.Lost(runId)
        : null;

    private void Close()
    {
        _call?.Dispose();
        _call = null;
    }
}

/// <summary>An event, or why there will be none; exactly one of the two is set.</summary>
internal readonly record struct WatchStep(RunEvent? Event, PlacementError? Failure);
