namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>One line per change of a replica's health, never one per look.</summary>
internal sealed partial class HealthLog(ILogger<HealthLog> logger)
{
    public void Tell(string replica, HealthState now, LineBudget budget, DateTimeOffset at)
    {
        if (budget.Take(at) is not { } leftOut)
        {
            return;
        }

        if (leftOut > 0)
        {
            LogLeftOut(replica, leftOut);
        }

        if (now.Reason is { } reason)
        {
            var isWrong = now.Health is ReplicaHealth.Unreachable or ReplicaHealth.Degraded;
            LogHealth(
                isWrong ? LogLevel.Warning : LogLevel.Information,
                replica,
                now.Health,
                reason.Code,
                reason.Detail
            );
        }
        else
        {
            LogHealthy(replica, now.Health);
        }
    }

    [LoggerMessage(EventId = 3203, Message = "Replica {Replica} is {Health}, {Reason}: {Detail}")]
    private partial void LogHealth(LogLevel level, string replica, ReplicaHealth health, string reason, string detail);

    [LoggerMessage(3202, LogLevel.Information, "Replica {Replica} is {Health}.")]
    private partial void LogHealthy(string replica, ReplicaHealth health);

    [LoggerMessage(
        3204,
        LogLevel.Warning,
        "Replica {Replica} flaps: {Count} changes of its health were left out here."
    )]
    private partial void LogLeftOut(string replica, int count);
}
