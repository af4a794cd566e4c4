using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Residency;

/// <summary>
/// Drives <see cref="ResidencyRule"/> for each owned replica. A planned load takes no slot: what is in memory goes on
/// answering meanwhile. It is one of <see cref="ColdLoads"/>, so that a call for the same model joins it.
/// </summary>
/// <param name="plans">The plan for a replica as last heard; null when there is none.</param>
internal sealed partial class ResidencyLoop(
    IOptions<EnsembleWorkerOptions> options,
    ReplicaFleet fleet,
    HeldLeases held,
    ColdLoads coldLoads,
    ModelUses uses,
    Func<string, ResidencyPlan?> plans,
    TimeProvider clock,
    ILogger<ResidencyLoop> logger
) : BackgroundService
{
    private readonly ResidencyLimits _limits = options.Value.Residency.ToLimits();
    private readonly TimeSpan _usual = options.Value.Generation.KeepAlive;
    private readonly ConcurrentDictionary<string, ResidencyState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Replica, string Model), Task> _loads = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Residency.Interval, clock);
        try
        {
            do
            {
                Look(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            // They end with the token; how, nobody needs to know any more.
            await Task.WhenAll(_loads.Values);
        }
    }

    /// <summary>Looks at all owned replicas once and begins what the plan asks for; waits for nothing.</summary>
    public void Look(CancellationToken cancellationToken)
    {
        ForgetGone();
        // An endpoint whose memory nobody may steer has everything there.
        var steered = fleet.All.Where(one => one.Client.Memory is not null && held.Find(one.Name) is not null);
        foreach (var replica in steered)
        {
            foreach (var action in Step(replica.Name, Sight(replica)))
            {
                CarryOut(replica, action, cancellationToken);
            }
        }
    }

    // Replicas come and go while the process lives.
    private void ForgetGone()
    {
        foreach (var ended in _loads.Where(load => load.Value.IsCompleted))
        {
            _loads.TryRemove(ended);
        }

        foreach (var gone in _states.Keys.Where(name => fleet.Find(name) is null))
        {
            _states.TryRemove(gone, out _);
        }

        uses.KeepReplicas(name => fleet.Find(name) is not null);
    }

    private ResidencyEvent.Looked Sight(FleetReplica replica)
    {
        var (inventory, loaded) = (replica.State.Inventory, replica.State.Loaded);
        uses.Keep(replica.Name, inventory.Models.Select(model => model.Name));
        var known = uses.Of(replica.Name);
        return new ResidencyEvent.Looked(
            replica.IsWanted && replica.Health.State.IsServing ? plans(replica.Name) : null,
            [
                .. inventory.Models.Select(model =>
                    (known.GetValueOrDefault(model.Name) ?? ModelUse.Unused).Sight(
                        model.Name,
                        loaded.Find(model.Name) is not null,
                        loaded.Find(model.Name)?.ExpiresAt
                    )
                ),
            ],
            _usual
        );
    }

    private IEnumerable<ResidencyAction> Step(string replica, ResidencyEvent happened)
    {
        IEnumerable<ResidencyAction> actions = [];
        _states.AddOrUpdate(replica, _ => Next(ResidencyState.Empty), (_, state) => Next(state));
        return actions;

        ResidencyState Next(ResidencyState state)
        {
            var step = ResidencyRule.Step(state, happened, _limits, clock.GetUtcNow());
            actions = step.Actions;
            return step.State;
        }
    }

    private void CarryOut(FleetReplica replica, ResidencyAction action, CancellationToken cancellationToken)
    {
        if (!ModelId.TryParse(action.Model, out var model))
        {
            EndUnlessTouch(replica, action, isDone: false);
            return;
        }

        // A replica that is slow to answer is not asked the same thing again and again. What runs may be a touch of a
        // model that has gone meanwhile, whose end tells the rule nothing: it must not wait for that one for ever.
        var key = (replica.Name, action.Model);
        if (_loads.TryGetValue(key, out var running) && !running.IsCompleted)
        {
            EndUnlessTouch(replica, action, isDone: false);
            return;
        }

        if (action is ResidencyAction.Load)
        {
            LogLoads(replica.Name, action.Model);
        }

        uses.Told(replica.Name, action.Model, action.KeepAlive);
        _loads[key] = LoadAsync(replica, action, model, cancellationToken);
    }

    private async Task LoadAsync(
        FleetReplica replica,
        ResidencyAction action,
        ModelId model,
        CancellationToken cancellationToken
    )
    {
        var isDone = false;
        try
        {
            await coldLoads.PreloadAsync(
                replica,
                new LoadOrder(model, KeepAlive.For(action.KeepAlive), ContextTokens: null),
                cancellationToken
            );
            isDone = true;
        }
        // Whatever it met: the plan's models are tried again later, and calls load theirs themselves.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(replica.Name, action.Model, exception.GetType().Name);
        }
        // This worker stops, whatever the load met on the way.
        catch (Exception exception)
            when (exception is OperationCanceledException or CallFailedException or InferenceException) { }

        EndUnlessTouch(replica, action, isDone);
    }

    private void EndUnlessTouch(FleetReplica replica, ResidencyAction action, bool isDone)
    {
        if (action is ResidencyAction.Load)
        {
            Step(replica.Name, new ResidencyEvent.LoadEnded(action.Model, isDone));
        }
    }

    [LoggerMessage(3780, LogLevel.Information, "The plan has {Model} loaded on {Replica}.")]
    private partial void LogLoads(string replica, string model);

    [LoggerMessage(3781, LogLevel.Warning, "{Model} could not be kept in memory on {Replica} as planned: {Failure}.")]
    private partial void LogFailed(string replica, string model, string failure);
}
