using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Runs.Workers;

/// <summary>Calls about runs that any worker can answer: one after the other is asked until one does, within a time.</summary>
internal sealed class AnyWorker(
    PeerAddresses addresses,
    GrpcPeers peers,
    Jitter jitter,
    IOptions<SeveralStepsLimits> options,
    TimeProvider clock
)
{
    public WorkerRoute Route(Uri? first)
    {
        var workers = addresses.GrpcMatching("worker");
        return new WorkerRoute(workers, (int)(jitter.Next() * workers.Count), first);
    }

    public Worker.WorkerClient At(Uri address) => new(peers.At(address));

    /// <summary>Does not wait while there is a worker that was not asked yet.</summary>
    public Task WaitAsync(WorkerRoute route, CancellationToken cancellationToken) =>
        route.Failures < route.FreeTries
            ? Task.CompletedTask
            : Task.Delay(
                RedialWait.After(
                    route.Failures - route.FreeTries + 1,
                    options.Value.RedialFirst,
                    options.Value.RedialMax,
                    jitter.Next()
                ),
                clock,
                cancellationToken
            );

    /// <param name="first">Asked first; null when no worker is better than another.</param>
    /// <param name="within">For all tries together.</param>
    /// <exception cref="OperationCanceledException">The caller's own token.</exception>
    public async Task<WorkerReply<T>> CallAsync<T>(
        Uri? first,
        Func<Worker.WorkerClient, CallOptions, AsyncUnaryCall<T>> call,
        TimeSpan within,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var deadline = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var route = Route(first);
        var last = new Status(StatusCode.Unavailable, "");
        try
        {
            while (true)
            {
                await WaitAsync(route, either.Token);
                var reply = await TryAsync(route, call, either.Token);
                if (reply.Value is not null || WorkerReplies.IsFinalAnywhere(reply.Status.StatusCode))
                {
                    return reply;
                }

                last = reply.Status;
                either.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WorkerReply<T>(null, null, last);
        }
    }

    private async Task<WorkerReply<T>> TryAsync<T>(
        WorkerRoute route,
        Func<Worker.WorkerClient, CallOptions, AsyncUnaryCall<T>> call,
        CancellationToken cancellationToken
    )
        where T : class
    {
        // gRPC deadlines are points in the machine's own time, whatever clock the rest of us follows.
        var due = TimeProvider.System.GetUtcNow().UtcDateTime + options.Value.CallTimeout;
        var address = route.Next();
        try
        {
            using var asked = call(At(address), new CallOptions(deadline: due, cancellationToken: cancellationToken));
            return new WorkerReply<T>(await asked.ResponseAsync, address, Status.DefaultSuccess);
        }
        catch (RpcException exception)
        {
            route.Failed(WorkerReplies.Holder(exception));
            return new WorkerReply<T>(null, null, exception.Status);
        }
    }
}
