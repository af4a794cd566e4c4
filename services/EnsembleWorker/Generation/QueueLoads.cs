using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>
/// Carries out the loads that the queues of replicas decide on. They are <see cref="ColdLoads"/>, which tell the queue how they
/// end: nobody's hang-up ends one.
/// </summary>
internal sealed partial class QueueLoads(
    IOptions<EnsembleWorkerOptions> options,
    ColdLoads coldLoads,
    ModelUses uses,
    Func<string, ResidencyPlan?> plans,
    WorkerMetrics metrics,
    TimeProvider clock,
    ILogger<QueueLoads> logger
)
{
    private readonly TimeSpan _usual = options.Value.Generation.KeepAlive;
    private readonly KeepAlive _yielding = KeepAlive.For(options.Value.Admission.YieldKeepAlive);

    // As long as any other small question to a replica may take.
    private readonly TimeSpan _yieldLimit = options.Value.Inventory.LookLimit;

    /// <summary>Begins it and returns at once.</summary>
    public void Begin(FleetReplica replica, AdmissionAction.Load order)
    {
        metrics.LoadBegan(replica.Name, order.Model, order.Yielding.Count > 0);
        // Not awaited: it ends by its own limits, and tells the queue.
        _ = RunAsync(replica, order);
    }

    private async Task RunAsync(FleetReplica replica, AdmissionAction.Load order)
    {
        try
        {
            foreach (var model in order.Yielding)
            {
                await YieldAsync(replica, model);
            }

            var id = ModelId.Parse(order.Model);
            var planned = ResidencyPlan.KeepAliveOf(plans(replica.Name), order.Model, _usual);
            uses.Told(replica.Name, order.Model, planned);
            await coldLoads.PreloadAsync(
                replica,
                new LoadOrder(id, KeepAlive.For(planned), order.ContextTokens),
                CancellationToken.None
            );
        }
        // Whatever it is, those who wait for the load are told, and a queue that heard of it already takes no notice.
        catch (Exception exception)
        {
            LogFailed(replica.Name, order.Model, exception.GetType().Name);
            replica.Admission.LoadEnded(order.Model, contextTokens: null, exception);
        }
    }

    /// <summary>Has the replica evict this model before others. When it fails, the replica chooses for itself.</summary>
    private async Task YieldAsync(FleetReplica replica, string model)
    {
        // One that has gone meanwhile would be loaded by this.
        if (
            replica.Client.Memory is not { } memory
            || !ModelId.TryParse(model, out var id)
            || !(replica.State.Loaded.Find(model)?.ExpiresAt > clock.GetUtcNow() + _yieldLimit)
        )
        {
            return;
        }

        using var limit = new CancellationTokenSource(_yieldLimit, clock);
        try
        {
            await memory.LoadAsync(id, _yielding, options: null, limit.Token);
        }
        catch (Exception exception) when (exception is InferenceException or OperationCanceledException)
        {
            LogNotYielding(replica.Name, model, exception.GetType().Name);
        }
    }

    // The calls that waited for it say so themselves, each as a warning of whoever tries the next replica.
    [LoggerMessage(
        3311,
        LogLevel.Information,
        "{Model} could not be loaded on {Replica} for the calls that wait: {Cause}."
    )]
    private partial void LogFailed(string replica, string model, string cause);

    [LoggerMessage(3312, LogLevel.Debug, "{Model} on {Replica} was not told to make room: {Cause}.")]
    private partial void LogNotYielding(string replica, string model, string cause);
}
