using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Discovery;
using Orchestrator.Profiler.Replicas;

namespace Orchestrator.Profiler.Grpc;

/// <summary>Workers that register: each is watched from then on, and is told what it has to do.</summary>
internal sealed class WorkerCalls(
    Registrations registrations,
    OrdersFeed orders,
    IHostApplicationLifetime lifetime,
    IOptions<DiscoveryOptions> options,
    TimeProvider clock
)
{
    public async Task RegisterAsync(
        RegisterWorkerRequest request,
        IServerStreamWriter<WorkerOrders> worker,
        CancellationToken cancellationToken
    )
    {
        var isAddress = Uri.TryCreate(request.Address, UriKind.Absolute, out var address);
        if (!isAddress || address is not { Scheme: "http" or "https" })
        {
            throw Refusal.Field("address", "must be the http address of the worker's gRPC endpoint");
        }

        using var registration =
            registrations.Begin(address)
            ?? throw Refusal.Of(StatusCode.ResourceExhausted, "Too many registered workers (RegistrationsMax).");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            await TellAsync(worker, ended.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Refusal.Of(StatusCode.Unavailable, "The profiler is stopping.");
        }
    }

    private async Task TellAsync(IServerStreamWriter<WorkerOrders> worker, CancellationToken ended)
    {
        while (true)
        {
            var changed = orders.Changed;
            await worker.WriteAsync(OrdersMapping.ToMessage(orders.Current), ended);
            try
            {
                await changed.WaitAsync(options.Value.OrdersRepeat, clock, ended);
            }
            // Nothing new: the same again, as a sign of life.
            catch (TimeoutException) { }
        }
    }
}
