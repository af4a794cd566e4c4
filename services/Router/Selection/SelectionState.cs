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

    /// <summary>How often models are chosen.</summary>
    public DemandBook Demand { get; init; } = DemandBook.Empty;

    /// <summary>Since when models are in memory.</summary>
    public ResidencyBook Residency { get; init; } = ResidencyBook.Empty;

    /// <summary>How long answers of each model are, compared with what is expected of them.</summary>
    public LengthBook Lengths { get; init; } = LengthBook.Empty;

    /// <summary>The beginnings of prompts, by where they were sent.</summary>
    public PrefixBook Prefixes { get; init; } = PrefixBook.Empty;

    /// <summary>Second copies that may still be sent.</summary>
    public HedgeBudget Hedges { get; init; } = HedgeBudget.Empty;

    /// <summary>What this router knows of a replica beyond its owner's report; null for nothing.</summary>
    public ReplicaLedger? LedgerOf(ReplicaSnapshot replica) =>
        Ledgers.TryGetValue(replica.Name, out var ledger) && ledger.Epoch == replica.Epoch ? ledger : null;

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

        return this with
        {
            Fleet = fleet,
            Ledgers = ledgers.ToImmutable(),
            Demand = Demand.Without(model => fleet.Find(model) is null),
            Residency = Residency.Seen(Fleet, fleet, now),
            Lengths = Lengths.Without(model => fleet.Find(model) is null),
            Prefixes = ReferenceEquals(fleet.Models, Fleet.Models)
                ? Prefixes
                : Prefixes.Without(place => fleet.Find(place.Model) is null),
        };
    }

    /// <summary>A run was sent to a replica: that counts at once, before its owner says so.</summary>
    public SelectionState WithChoice(PendingChoice choice, ReplicaSnapshot replica, SelectionLimits limits)
    {
        var ledger = Ledgers.GetValueOrDefault(replica.Name) ?? ReplicaLedger.New(replica.Epoch);
        return this with
        {
            Ledgers = Ledgers.SetItem(replica.Name, ledger.Chosen(choice, choice.ChosenAt, limits)),
            Demand = Demand.Chosen(
                choice.Model,
                TimeSpan.FromSeconds(choice.LoadSeconds),
                choice.ChosenAt,
                limits.Finish.DemandMemory
            ),
        };
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
        var reported = ledger.Reported(report.RunId, report.Outcome, now, limits.Breakers);
        return this with
        {
            Ledgers = reported.IsBlank ? Ledgers.Remove(replica.Name) : Ledgers.SetItem(replica.Name, reported),
            Lengths = Fleet.Find(ModelKey.Of(report.Model)) is null ? Lengths : Lengths.Reported(report),
            Hedges = Hedges.Reported(report, limits.Hedging),
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
            ? (Sent(request, chosen, now, limits), result)
            : (this, result);
    }

    private SelectionState Sent(
        SelectionRequest request,
        SelectionResult.Chosen chosen,
        DateTimeOffset now,
        SelectionLimits limits
    )
    {
        var first = chosen.Choices[0];
        var replica = first.Entry.Replica;
        var state = WithChoice(Pending(request.RunId, first, now), replica, limits);
        var hedge = chosen.Hedge is { } offer ? chosen.Choices[offer.Choice].Entry.Replica.Name : null;
        return state with
        {
            Hedges = Hedges.Chosen(request.RunId, hedge, now, limits.Hedging),
            Prefixes = Prefixes.Sent(
                new PrefixPlace(replica.Name, first.Entry.Model.Key),
                request.Prefix,
                replica.Slots,
                now,
                limits.PrefixPlaces
            ),
        };
    }

    private static PendingChoice Pending(string runId, SelectedChoice choice, DateTimeOffset now) =>
        new(runId, now)
        {
            Model = choice.Entry.Model.Key,
            WorkSeconds = choice.WorkSeconds,
            LoadSeconds = choice.CausesLoad ? choice.Finish.Load : 0,
        };
}

/// <param name="Epoch">Of the lease under which the attempt was made.</param>
internal readonly record struct AttemptReported(string RunId, string Replica, ulong Epoch, AttemptOutcome Outcome)
{
    /// <summary>As the replica writes it; empty when nobody says.</summary>
    public string Model { get; init; } = "";

    /// <summary>Tokens of the whole answer, and how many were expected; 0 when nobody says.</summary>
    public int OutputTokens { get; init; }

    public int ExpectedTokens { get; init; }
}
