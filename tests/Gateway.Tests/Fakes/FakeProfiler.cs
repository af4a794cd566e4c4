using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>A profiler that keeps what it is asked and answers one model and one replica, or refuses as the test wants.</summary>
internal sealed class FakeProfiler : Profiler.ProfilerBase
{
    public ConcurrentQueue<IMessage> Asked { get; } = new();

    public RpcException? Refusal { get; set; }

    public override Task<ListModelsResponse> ListModels(ListModelsRequest request, ServerCallContext context) =>
        Answer(request, new ListModelsResponse { Models = { Model() } });

    public override Task<GetModelResponse> GetModel(GetModelRequest request, ServerCallContext context) =>
        Answer(
            request,
            new GetModelResponse
            {
                Profiles = { Model() },
                Speeds = { Speed() },
                Edits =
                {
                    new ProfileEdit
                    {
                        Actor = "kim",
                        Field = "priority",
                        Before = "5",
                        After = "9",
                    },
                },
            }
        );

    public override Task<EditModelResponse> EditModel(EditModelRequest request, ServerCallContext context) =>
        Answer(request, new EditModelResponse { Profiles = { Model() } });

    public override Task<ProfileModelResponse> ProfileModel(ProfileModelRequest request, ServerCallContext context) =>
        Answer(request, new ProfileModelResponse { Queued = 3 });

    public override Task<ListReplicasResponse> ListReplicas(ListReplicasRequest request, ServerCallContext context) =>
        Answer(request, new ListReplicasResponse { Replicas = { Replica() } });

    public override Task<AddReplicaResponse> AddReplica(AddReplicaRequest request, ServerCallContext context) =>
        Answer(request, new AddReplicaResponse { Replica = Replica() });

    public override Task<RemoveReplicaResponse> RemoveReplica(
        RemoveReplicaRequest request,
        ServerCallContext context
    ) => Answer(request, new RemoveReplicaResponse());

    public override Task<DrainReplicaResponse> DrainReplica(DrainReplicaRequest request, ServerCallContext context) =>
        Answer(request, new DrainReplicaResponse { Replica = Replica() });

    public static ModelProfile Model() =>
        new()
        {
            Name = "qwen3:8b",
            Digest = "d",
            Family = "qwen3",
            ParametersBillion = 8.2,
            VramRequiredBytes = 6_000_000_000,
            Capabilities = { "completion" },
            Replicas = { "gpu-1" },
            Settings = new ModelSettings
            {
                Priority = 9,
                Enabled = true,
                Revision = 4,
            },
        };

    private static ReplicaSpeed Speed() =>
        new()
        {
            Replica = "gpu-1",
            Digest = "d",
            DecodeTokensPerSecond = new Estimate { Value = 80, Weight = 12 },
        };

    private static ReplicaEntry Replica() =>
        new()
        {
            Name = "gpu-1",
            Url = "http://gpu-1:11434/",
            Source = "api",
            Health = Health.Unreachable,
            HealthReason = new HealthReason { Code = "unclaimed", Detail = "No worker has claimed it." },
        };

    private Task<T> Answer<T>(IMessage request, T answer)
    {
        Asked.Enqueue(request);
        return Refusal is null ? Task.FromResult(answer) : throw Refusal;
    }
}
