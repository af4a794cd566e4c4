using System.Buffers;
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
) : IDisposable
{
    // Of a large fleet this is most of what a decision needs: rented, so that it is no garbage. Those without a backlog have
    // not been looked at.
    private readonly ReplicaStanding[] _standings = ArrayPool<ReplicaStanding>.Shared.Rent(fleet.Replicas.Count);

    /// <param name="place">Of the replica in the fleet.</param>
    public ref readonly ReplicaStanding this[int place]
    {
        get
        {
            ref var standing = ref _standings[place];
            if (standing.Backlog is null)
            {
                var replica = fleet.Replicas[place];
                standing = Counted(replica, state.Ledgers.IsEmpty ? null : state.LedgerOf(replica));
            }

            return ref standing;
        }
    }

    public void Dispose() => ArrayPool<ReplicaStanding>.Shared.Return(_standings, clearArray: true);

    private ReplicaStanding Counted(ReplicaSnapshot replica, ReplicaLedger? ledger)
    {
        var counted = replica.InFlight + replica.Queued;
        var pending = ledger?.OnTheirWay(replica.CountedAt, now, limits.Pending) ?? ImmutableArray<PendingChoice>.Empty;
        var certain = counted + (ledger?.CountUnseen(replica.CountedAt, now, limits.Pending) ?? 0);
        var backlog = replica.Backlog;
        var age = Math.Max(0, (now - replica.CountedAt).TotalSeconds);
        var done = backlog.DoneSeconds + (age * backlog.Decoding / backlog.Shared.Slowdown(backlog.Decoding));
        var loading = backlog.LoadingLeft > 0 ? ReplicaBacklog.Left(backlog.LoadingLeft, age) : 0;
        var running = replica.InFlight > 0 ? ReplicaBacklog.Left(backlog.RunningSeconds, done) : 0;
        var waiting = backlog.WaitingSeconds + Work(pending);
        var (load, slots) = (counted + pending.Length, replica.Slots);
        var total = (running + waiting) * (backlog.Shared.Slowdown(slots) / slots);
        return new ReplicaStanding(
            WhyNot(replica, ledger, certain),
            load,
            request.FailedReplicas.Count > 0 && request.FailedReplicas.Contains(replica.Name),
            backlog
        )
        {
            IsDegraded = replica.Health == ReplicaHealth.Degraded,
            RunningSeconds = running,
            WaitingSeconds = waiting,
            TotalSeconds = total,
            FreeSeconds = load < slots ? 0 : total * (load - slots + 1) / load,
            LoadSeconds = backlog.LoadsAhead + loading + Loads(pending, replica),
            OnTheirWay = pending,
        };
    }

    private static double Work(ImmutableArray<PendingChoice> pending)
    {
        double seconds = 0;
        foreach (ref readonly var choice in pending.AsSpan())
        {
            seconds += choice.WorkSeconds;
        }

        return seconds;
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
