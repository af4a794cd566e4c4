using System.Collections.Immutable;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>How the replicas stand at the moment of one decision, each looked at when it is first asked for.</summary>
internal sealed class Standings(
    SelectionState state,
    SelectionRequest request,
    FleetSnapshot fleet,
    DateTimeOffset now,
    SelectionLimits limits
)
{
    private readonly ReplicaStanding?[] _known = new ReplicaStanding?[fleet.Replicas.Count];

    /// <param name="replica">Its place in the fleet.</param>
    public ReplicaStanding this[int replica] => _known[replica] ?? Look(replica);

    private ReplicaStanding Look(int place)
    {
        var replica = fleet.Replicas[place];
        var ledger = state.LedgerOf(replica);
        var standing = Counted(replica, ledger);
        _known[place] = standing;
        return standing;
    }

    private ReplicaStanding Counted(ReplicaSnapshot replica, ReplicaLedger? ledger)
    {
        var counted = replica.InFlight + replica.Queued;
        var pending = ledger?.OnTheirWay(replica.CountedAt, now, limits.Pending) ?? [];
        var certain = counted + (ledger?.CountUnseen(replica.CountedAt, now, limits.Pending) ?? 0);
        var backlog = replica.Backlog;
        var age = Math.Max(0, (now - replica.CountedAt).TotalSeconds);
        var done = backlog.DoneSeconds + (age * backlog.Decoding / backlog.Shared.Slowdown(backlog.Decoding));
        var loading = backlog.LoadingLeft > 0 ? ReplicaBacklog.Left(backlog.LoadingLeft, age) : 0;
        return new ReplicaStanding(
            WhyNot(replica, ledger, certain),
            counted + pending.Length,
            request.FailedReplicas.Contains(replica.Name),
            backlog
        )
        {
            IsDegraded = replica.Health == ReplicaHealth.Degraded,
            RunningSeconds = replica.InFlight > 0 ? ReplicaBacklog.Left(backlog.RunningSeconds, done) : 0,
            WaitingSeconds = backlog.WaitingSeconds + pending.Sum(choice => choice.WorkSeconds),
            LoadSeconds = backlog.LoadsAhead + loading + Loads(pending, replica),
            OnTheirWay = pending,
        };
    }

    // Those that the owner does not report yet; of each model one.
    private double Loads(ImmutableArray<PendingChoice> pending, ReplicaSnapshot replica)
    {
        double seconds = 0;
        foreach (var choice in pending)
        {
            if (choice.LoadSeconds > 0 && !replica.Backlog.Coming.Any(model => model.Key == choice.Model))
            {
                seconds += ReplicaBacklog.Left(choice.LoadSeconds, (now - choice.ChosenAt).TotalSeconds);
            }
        }

        return seconds;
    }

    private string? WhyNot(ReplicaSnapshot replica, ReplicaLedger? ledger, int certainLoad) =>
        replica.Health switch
        {
            ReplicaHealth.Unreachable => ExclusionReasons.Unreachable,
            ReplicaHealth.Draining => ExclusionReasons.Draining,
            // Load, not a fault: it helps to wait, as with a queue that is full.
            ReplicaHealth.Busy => ExclusionReasons.QueueFull,
            _ when ledger?.Breakers.WhyNot(now, limits.Breakers) is { } open => open,
            _ when certainLoad >= replica.Slots + replica.QueueLimit => ExclusionReasons.QueueFull,
            _ => null,
        };
}
