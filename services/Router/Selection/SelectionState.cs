using System.Collections.Immutable;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>
/// All that choices depend on: the fleet as its owners report it, and what this router knows beyond that. Pure: each
/// event gives a new state.
/// </summary>
internal sealed record SelectionState(FleetSnapshot Fleet, ImmutableDictionary<string, ReplicaLedger> Ledgers)
{
    public static readonly SelectionState Empty = new(
        FleetSnapshot.Empty,
        ImmutableDictionary<string, ReplicaLedger>.Empty
    );

    /// <summary>The fleet was reported anew. What is known of replicas that are gone is forgotten.</summary>
    public SelectionState WithFleet(FleetSnapshot fleet, DateTimeOffset now, SelectionLimits limits)
    {
        var ledgers = ImmutableDictionary.CreateBuilder<string, ReplicaLedger>();
        foreach (var replica in fleet.Replicas)
        {
            if (Ledgers.TryGetValue(replica.Name, out var ledger))
            {
                var seen = ledger.Seen(replica.Epoch, replica.CountedAt, now, limits.Pending);
                if (!seen.IsBlank)
                {
                    ledgers.Add(replica.Name, seen);
                }
            }
        }

        return new SelectionState(fleet, ledgers.ToImmutable());
    }

    /// <summary>A run was sent to a replica: that counts at once, before its owner says so.</summary>
    public SelectionState WithChoice(string runId, ReplicaSnapshot replica, DateTimeOffset now, SelectionLimits limits)
    {
        var ledger = Ledgers.GetValueOrDefault(replica.Name) ?? ReplicaLedger.New(replica.Epoch);
        return this with { Ledgers = Ledgers.SetItem(replica.Name, ledger.Chosen(runId, now, limits)) };
    }

    /// <summary>An attempt ended. Reports about a replica or an epoch that is gone change nothing.</summary>
    public SelectionState WithReport(AttemptReported report, DateTimeOffset now, SelectionLimits limits)
    {
        var replica = Fleet.Replicas.FirstOrDefault(replica => replica.Name == report.Replica);
        if (replica is null || replica.Epoch != report.Epoch)
        {
            return this;
        }

        var ledger = Ledgers.GetValueOrDefault(replica.Name) ?? ReplicaLedger.New(replica.Epoch);
        var reported = ledger.Reported(report.RunId, report.Outcome, now, limits.Circuit);
        return this with
        {
            Ledgers = reported.IsBlank ? Ledgers.Remove(replica.Name) : Ledgers.SetItem(replica.Name, reported),
        };
    }

    /// <summary>
    /// Decides, and counts the first choice as sent: unless the request is a dry run, or an ensemble, whose every step is
    /// routed again when it is really sent.
    /// </summary>
    public (SelectionState State, SelectionResult Result) Choose(
        SelectionRequest request,
        Candidates candidates,
        DateTimeOffset now,
        SelectionLimits limits,
        Random random
    )
    {
        var result = new ReplicaChoice(this, request, candidates, now, limits).Decide(random);
        return result is SelectionResult.Chosen chosen && !request.DryRun && !request.IsEnsemble
            ? (WithChoice(request.RunId, chosen.Choices[0].Entry.Replica, now, limits), result)
            : (this, result);
    }
}

/// <param name="Epoch">Of the lease under which the attempt was made.</param>
internal readonly record struct AttemptReported(string RunId, string Replica, ulong Epoch, AttemptOutcome Outcome);
