using Grpc.Core;
using Orchestrator.Contracts.Profiler.V1;
using ProfilerService = Orchestrator.Contracts.Profiler.V1.Profiler;

namespace Orchestrator.Profiler.Grpc;

internal sealed class ProfilerGrpcService(
    FleetReaders readers,
    WorkerCalls workers,
    ModelCalls models,
    ReplicaCalls replicas
) : ProfilerService.ProfilerBase
{
    public override Task WatchFleet(
        WatchFleetRequest request,
        IServerStreamWriter<FleetChange> responseStream,
        ServerCallContext context
    ) => readers.SendAsync(request, responseStream, context.CancellationToken);

    public override Task RegisterWorker(
        RegisterWorkerRequest request,
        IServerStreamWriter<WorkerOrders> responseStream,
        ServerCallContext context
    ) => workers.RegisterAsync(request, responseStream, context.CancellationToken);

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        Task.FromResult(models.List());

    public override Task<GetModelResponse> GetModel(GetModelRequest request, ServerCallContext context) =>
        models.GetAsync(request, context.CancellationToken);

    public override Task<EditModelResponse> EditModel(EditModelRequest request, ServerCallContext context) =>
        models.EditAsync(request, context.CancellationToken);

    public override Task<ProfileModelResponse> ProfileModel(ProfileModelRequest request, ServerCallContext context) =>
        models.ProfileAsync(request, context.CancellationToken);

    public override Task<ListReplicasResponse> ListReplicas(ListReplicasRequest request, ServerCallContext context) =>
        Task.FromResult(replicas.List());

    public override Task<AddReplicaResponse> AddReplica(AddReplicaRequest request, ServerCallContext context) =>
        replicas.AddAsync(request, context.CancellationToken);

    public override Task<RemoveReplicaResponse> RemoveReplica(
        RemoveReplicaRequest request,
        ServerCallContext context
    ) => replicas.RemoveAsync(request, context.CancellationToken);

    public override Task<DrainReplicaResponse> DrainReplica(DrainReplicaRequest request, ServerCallContext context) =>
        replicas.DrainAsync(request, context.CancellationToken);
}
