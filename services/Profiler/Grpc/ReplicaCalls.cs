using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Replicas;

namespace Orchestrator.Profiler.Grpc;

/// <summary>What is asked about replicas.</summary>
internal sealed class ReplicaCalls(
    FleetFeed feed,
    ReplicaStore replicas,
    StoreCalls store,
    IOptions<ProfilerOptions> options
)
{
    public ListReplicasResponse List()
    {
        var all = feed.Read(registry => registry.Maps.Replicas.ToList());
        var response = new ListReplicasResponse();
        response.Replicas.AddRange(
            all.OrderBy(replica => replica.Name, StringComparer.Ordinal).Select(FleetMapping.ToMessage)
        );
        return response;
    }

    public async Task<AddReplicaResponse> AddAsync(AddReplicaRequest request, CancellationToken cancellationToken)
    {
        var (name, config) = AddedReplicaRule.Read(request.Replica, options.Value.AllowPrivateAddresses);
        var actor = ActorRule.NameOf(request.Actor);
        if (Find(name) is not null)
        {
            throw Exists(name);
        }

        if (feed.Read(registry => registry.Replicas.Wishes.Count) >= options.Value.AddedReplicasMax)
        {
            throw Refusal.Of(
                StatusCode.ResourceExhausted,
                $"There are {options.Value.AddedReplicasMax} added replicas already (Profiler:AddedReplicasMax)."
            );
        }

        var isAdded = await store.ChangeAsync(
            cancel => replicas.TryAddAsync(name, config, actor, cancel),
            cancellationToken
        );
        return isAdded ? new AddReplicaResponse { Replica = Shown(name) } : throw Exists(name);
    }

    public async Task<RemoveReplicaResponse> RemoveAsync(
        RemoveReplicaRequest request,
        CancellationToken cancellationToken
    )
    {
        var actor = ActorRule.NameOf(request.Actor);
        var isRemoved = await store.ChangeAsync(
            cancel => replicas.TryRemoveAsync(request.Name, actor, cancel),
            cancellationToken
        );
        if (isRemoved)
        {
            return new RemoveReplicaResponse();
        }

        throw Find(request.Name) is null
            ? Refusal.Unknown("replica", request.Name)
            : Refusal.Of(
                StatusCode.FailedPrecondition,
                $"'{request.Name}' is in the configuration of a worker: remove it there, or drain it."
            );
    }

    public async Task<DrainReplicaResponse> DrainAsync(DrainReplicaRequest request, CancellationToken cancellationToken)
    {
        var actor = ActorRule.NameOf(request.Actor);
        if (Find(request.Name) is null)
        {
            throw Refusal.Unknown("replica", request.Name);
        }

        await store.ChangeAsync(
            cancel => replicas.TryDrainAsync(request.Name, request.Drain, actor, cancel),
            cancellationToken
        );
        return new DrainReplicaResponse { Replica = Shown(request.Name) };
    }

    private ReplicaState? Find(string name) => feed.Read(registry => registry.Maps.Replica(name));

    // Just committed: if the view does not show it yet, it will.
    private ReplicaEntry Shown(string name) => FleetMapping.ToMessage(Find(name) ?? new ReplicaState(name));

    private static RpcException Exists(string name) =>
        Refusal.Of(StatusCode.AlreadyExists, $"There is a replica named '{name}' already.");
}
