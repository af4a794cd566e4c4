using Orchestrator.EnsembleWorker.Orders;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Makes the fleet what the sources say, at the start and again after each change.</summary>
internal sealed partial class FleetLoop(
    ReplicaSources sources,
    LatestOrders orders,
    ReplicaFleet fleet,
    ReplicaLife life,
    ILogger<FleetLoop> logger
) : BackgroundService
{
    private readonly Dictionary<string, Task> _lives = new(StringComparer.Ordinal);
    private ReplicaUnion _told = ReplicaUnion.None;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = sources.Changed;
            Follow(sources.Union(), stoppingToken);
            // A name that became free may be wanted again, for another endpoint.
            await Task.WhenAny([changed.WaitAsync(stoppingToken), .. _lives.Values]);
        }

        await Task.WhenAll(_lives.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Follow(ReplicaUnion union, CancellationToken stoppingToken)
    {
        foreach (var (name, _) in _lives.Where(entry => entry.Value.IsCompleted).ToList())
        {
            _lives.Remove(name);
        }

        FleetMember[] members = [.. fleet.All.Select(replica => new FleetMember(replica.Config, replica.IsLeaving))];
        var plan = FleetPlan.Between(members, union.Replicas);
        foreach (var name in plan.Leave)
        {
            fleet.Find(name)?.Leave();
        }

        foreach (var config in plan.Update)
        {
            fleet.Update(config);
            LogUpdated(config.Name);
        }

        foreach (var config in plan.Add)
        {
            Add(config, stoppingToken);
        }

        FollowDrains();
        Tell(union);
    }

    private void Add(ReplicaConfig config, CancellationToken stoppingToken)
    {
        try
        {
            fleet.Add(config);
        }
        // A provider, perhaps an operator's own, does not like the address: one replica less, and no other one suffers.
        catch (Exception exception)
        {
            LogNotAdded(exception, config.Name, config.Kind);
            return;
        }

        LogAdded(config.Name, config.Kind, config.Source);
        _lives[config.Name] = life.LiveAsync(config.Name, stoppingToken);
    }

    private void FollowDrains()
    {
        var drained = orders.Current.Drained;
        var changed = fleet.All.Where(replica => replica.Drain(drained.Contains(replica.Name))).ToList();
        foreach (var replica in changed)
        {
            LogDrain(replica.Name, drained.Contains(replica.Name) ? "begins" : "ends");
        }

        if (changed.Count > 0)
        {
            fleet.FollowLeases();
        }
    }

    // Once per clash, not once per change of something else.
    private void Tell(ReplicaUnion union)
    {
        foreach (var replica in union.Clashes.Except(_told.Clashes))
        {
            LogClash(replica.Name, replica.Source);
        }

        if (!union.Clashes.SequenceEqual(_told.Clashes))
        {
            fleet.NoteClashes(union.Clashes);
        }

        if (union.TooMany != _told.TooMany)
        {
            LogTooMany(union.TooMany, union.Replicas.Length);
        }

        _told = union;
    }

    [LoggerMessage(3121, LogLevel.Information, "Looks after replica {Replica} of kind {Kind}, found by {Source}.")]
    private partial void LogAdded(string replica, string kind, string source);

    [LoggerMessage(3122, LogLevel.Information, "The settings of replica {Replica} have changed.")]
    private partial void LogUpdated(string replica);

    [LoggerMessage(
        3123,
        LogLevel.Warning,
        "Two replicas are named {Replica}; the one from {Source} is left out. Names have to be unique in the fleet."
    )]
    private partial void LogClash(string replica, string source);

    [LoggerMessage(
        3124,
        LogLevel.Warning,
        "{Count} replicas are left out: Worker:Fleet:MaxReplicas lets this worker look after {Limit}."
    )]
    private partial void LogTooMany(int count, int limit);

    [LoggerMessage(3129, LogLevel.Information, "The drain of replica {Replica} {Begins}.")]
    private partial void LogDrain(string replica, string begins);

    [LoggerMessage(3120, LogLevel.Warning, "Replica {Replica} cannot be looked after as one of the kind {Kind}.")]
    private partial void LogNotAdded(Exception exception, string replica, string kind);
}
