using Grpc.Core;
using Orchestrator.Contracts.Profiler.V1;
using ProfilerService = Orchestrator.Contracts.Profiler.V1.Profiler;

namespace Orchestrator.Profiler.Grpc;

internal sealed class ProfilerGrpcService(FleetReaders readers) : ProfilerService.ProfilerBase
{
    public override Task WatchFleet(
        WatchFleetRequest request,
        IServerStreamWriter<FleetChange> responseStream,
        ServerCallContext context
    ) => readers.SendAsync(request, responseStream, context.CancellationToken);
}
