using Grpc.Core;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Registry;
using ProfilerService = Orchestrator.Contracts.Profiler.V1.Profiler;

namespace Orchestrator.Profiler.Grpc;

internal sealed class ProfilerGrpcService(RegistryFeed feed, IHostApplicationLifetime lifetime)
    : ProfilerService.ProfilerBase
{
    public override async Task WatchRegistry(
        WatchRegistryRequest request,
        IServerStreamWriter<Contracts.Profiler.V1.Registry> responseStream,
        ServerCallContext context
    )
    {
        // A watch has no end of its own: without the second token it would hold up every graceful stop.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            var registry = feed.Current;
            while (true)
            {
                await responseStream.WriteAsync(RegistryMapping.ToMessage(registry), ended.Token);
                registry = await feed.NextAsync(registry.Version, ended.Token);
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The profiler is stopping."));
        }
    }
}
