using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>Loads and unloads models on request. Pull and delete are not here yet.</summary>
internal sealed class ModelCare(ReplicaGate gate, ColdLoads coldLoads, IOptions<EnsembleWorkerOptions> options)
{
    public Task RunAsync(
        ManageRequest request,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    ) =>
        request.Action switch
        {
            ManageAction.Load => LoadAsync(request, model, progress, cancellationToken),
            ManageAction.Unload => UnloadAsync(request, model, progress, cancellationToken),
            ManageAction.Unspecified => throw FailureMapping.InvalidArgument(
                new RequestProblem("action", "must be set")
            ),
            _ => throw new RpcException(
                new Status(StatusCode.Unimplemented, $"This worker cannot {request.Action} models yet.")
            ),
        };

    private async Task LoadAsync(
        ManageRequest request,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        // A load takes a slot like any batch call: it delays what else the replica does.
        var target = ChatMapping.ToTarget(request.Replica, request.Epoch, Priority.Batch);
        using var entry = await gate.EnterAsync(target, cancellationToken);
        var keepAlive = ChatMapping.ToKeepAlive(request.KeepAlive) ?? KeepAlive.For(options.Value.Generation.KeepAlive);
        var order = new LoadOrder(model, keepAlive, ContextTokens: null);
        await coldLoads.LoadAsync(
            entry.Replica,
            order,
            entry.Slot,
            () => progress.WriteAsync(new ManageProgress { Status = "loading" }, cancellationToken),
            cancellationToken
        );
        await progress.WriteAsync(new ManageProgress { Status = "success" }, cancellationToken);
    }

    private async Task UnloadAsync(
        ManageRequest request,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var target = ChatMapping.ToTarget(request.Replica, request.Epoch, Priority.Batch);
        var replica = gate.FindOwned(target.Replica, target.Epoch);
        await (replica.Client.Memory?.UnloadAsync(model, cancellationToken) ?? Task.CompletedTask);
        replica.LookSoon();
        await progress.WriteAsync(new ManageProgress { Status = "success" }, cancellationToken);
    }
}
