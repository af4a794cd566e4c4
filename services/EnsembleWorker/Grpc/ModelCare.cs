using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>Loads, unloads, pulls and deletes models on request.</summary>
internal sealed class ModelCare(
    ReplicaGate gate,
    ColdLoads coldLoads,
    ModelStores stores,
    IOptions<EnsembleWorkerOptions> options
)
{
    private const int MaxStatusChars = 200;

    public Task RunAsync(
        ManageRequest request,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (request.ContextTokens > int.MaxValue)
        {
            throw FailureMapping.InvalidArgument(
                new RequestProblem("context_tokens", $"must be at most {int.MaxValue}")
            );
        }

        var replica = gate.FindOwned(
            request.Replica,
            ChatMapping.ToTarget(request.Replica, request.Epoch, Priority.Batch).Epoch
        );
        return request.Action switch
        {
            ManageAction.Load => LoadAsync(replica, request, model, progress, cancellationToken),
            ManageAction.Unload => UnloadAsync(replica, model, progress, cancellationToken),
            ManageAction.Pull => PullAsync(replica, model, progress, cancellationToken),
            ManageAction.Delete => DeleteAsync(replica, model, progress, cancellationToken),
            _ => throw FailureMapping.InvalidArgument(new RequestProblem("action", "must be set to a known one")),
        };
    }

    private async Task LoadAsync(
        FleetReplica replica,
        ManageRequest request,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        // Without a memory that we may steer, everything is there already.
        if (replica.Client.Memory is not null)
        {
            await LoadInSlotAsync(request, model, progress, cancellationToken);
        }

        await SucceedAsync(progress, cancellationToken);
    }

    private async Task LoadInSlotAsync(
        ManageRequest request,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        // A load takes a slot like any batch call: it delays what else the replica does.
        var target = ChatMapping.ToTarget(request.Replica, request.Epoch, Priority.Batch);
        // Of no model: it is no call that waits for a load, it is the load.
        var wish = new CallWish("") { Priority = target.Priority };
        using var entry = await gate.EnterAsync(target, wish, cancellationToken);
        var keepAlive = ChatMapping.ToKeepAlive(request.KeepAlive) ?? KeepAlive.For(options.Value.Generation.KeepAlive);
        int? context = request.ContextTokens == 0 ? null : (int)request.ContextTokens;
        await coldLoads.LoadAsync(
            entry.Replica,
            new LoadOrder(model, keepAlive, context),
            entry.Slot,
            () => progress.WriteAsync(new ManageProgress { Status = "loading" }, cancellationToken),
            cancellationToken
        );
    }

    private static async Task UnloadAsync(
        FleetReplica replica,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        await (replica.Client.Memory?.UnloadAsync(model, cancellationToken) ?? Task.CompletedTask);
        replica.LookSoon();
        await SucceedAsync(progress, cancellationToken);
    }

    private async Task PullAsync(
        FleetReplica replica,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        await foreach (var step in stores.PullAsync(replica, model, cancellationToken))
        {
            await progress.WriteAsync(ToProgress(step), cancellationToken);
        }
    }

    private static async Task DeleteAsync(
        FleetReplica replica,
        ModelId model,
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    )
    {
        await ModelStores.DeleteAsync(replica, model, cancellationToken);
        await SucceedAsync(progress, cancellationToken);
    }

    private static Task SucceedAsync(
        IServerStreamWriter<ManageProgress> progress,
        CancellationToken cancellationToken
    ) => progress.WriteAsync(new ManageProgress { Status = "success" }, cancellationToken);

    private static ManageProgress ToProgress(PullProgress step) =>
        new()
        {
            Status = step.Status.Length <= MaxStatusChars ? step.Status : step.Status[..MaxStatusChars],
            TotalBytes = (ulong)Math.Max(0, step.TotalBytes),
            CompletedBytes = (ulong)Math.Max(0, step.CompletedBytes),
        };
}
