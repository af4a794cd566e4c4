using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults.HealthV1;
using static Orchestrator.ServiceDefaults.HealthV1.HealthCheckResponse.Types;

namespace Orchestrator.ServiceDefaults;

internal sealed class HealthGrpcService(
    GrpcHealthState state,
    HealthWatches watches,
    IOptions<HealthOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider clock
) : HealthV1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        var status = await state.OfAsync(request.Service, context.CancellationToken);
        return status == ServingStatus.ServiceUnknown
            ? throw new RpcException(new Status(StatusCode.NotFound, "No such service is mapped here."))
            : new HealthCheckResponse { Status = status };
    }

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context
    )
    {
        using var place = watches.Enter();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        using var timer = new PeriodicTimer(options.Value.WatchInterval, clock);
        ServingStatus? last = null;
        do
        {
            var status = await state.OfAsync(request.Service, context.CancellationToken);
            if (status != last)
            {
                last = status;
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
            }
        } while (await TicksAsync(timer, ending.Token));

        // The last word of a stopping process; a caller that hung up hears nothing.
        if (!context.CancellationToken.IsCancellationRequested && last != ServingStatus.NotServing)
        {
            await responseStream.WriteAsync(
                new HealthCheckResponse { Status = ServingStatus.NotServing },
                context.CancellationToken
            );
        }
    }

    private static async Task<bool> TicksAsync(PeriodicTimer timer, CancellationToken ending)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ending);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
