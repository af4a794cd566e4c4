using System.Collections.Immutable;

namespace Orchestrator.Router.Selection;

/// <summary>What this router itself knows of a replica: its own newest choices and the breakers.</summary>
internal sealed record ReplicaLedger(ulong Epoch, ImmutableArray<PendingChoice> Pending, Breakers Breakers)
{
    public static ReplicaLedger New(ulong epoch) => new(epoch, [], Breakers.Closed);

    public bool IsBlank => Pending.IsEmpty && Breakers == Breakers.Closed;

    /// <summary>Choices that the owner's counts may lack: for the order, rather one too many.</summary>
    public ImmutableArray<PendingChoice> OnTheirWay(
        DateTimeOffset countedAt,
        DateTimeOffset now,
        PendingLimits limits
    ) => Pending.IsEmpty ? Pending : Pending.RemoveAll(choice => !choice.IsOnItsWay(countedAt, now, limits));

    /// <summary>Choices that the owner's counts lack for certain: before saying "full", rather one too few.</summary>
    public int CountUnseen(DateTimeOffset countedAt, DateTimeOffset now, PendingLimits limits)
    {
        var count = 0;
        foreach (var choice in Pending)
        {
            count += choice.ChosenAt >= countedAt && choice.IsOnItsWay(countedAt, now, limits) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The owner reported: choices that are in its own counts now are taken off. A new epoch is a new owner, which knows
    /// none of the old choices and has earned none of the old failures.
    /// </summary>
    public ReplicaLedger Seen(ulong epoch, DateTimeOffset countedAt, DateTimeOffset now, PendingLimits limits)
    {
        if (epoch != Epoch)
        {
            return New(epoch);
        }

        var kept = Pending.RemoveAll(choice => !choice.IsOnItsWay(countedAt, now, limits));
        return kept.Length == Pending.Length ? this : this with { Pending = kept };
    }

    /// <remarks>Forgets the expired ones: a silent owner never takes them off.</remarks>
    public ReplicaLedger Chosen(PendingChoice choice, DateTimeOffset now, SelectionLimits limits)
    {
        var live = Pending.RemoveAll(old => old.HasExpired(now, limits.Pending));
        return this with { Pending = live.Add(choice), Breakers = Breakers.Chosen(now, limits.Breakers) };
    }

    public ReplicaLedger Reported(string runId, AttemptOutcome outcome, DateTimeOffset now, BreakerLimits limits)
    {
        var index = -1;
        for (var i = 0; i < Pending.Length && index < 0; i++)
        {
            index = Pending[i].RunId == runId ? i : -1;
        }

        return this with
        {
            Pending = index < 0 ? Pending : Pending.RemoveAt(index),
            Breakers = Breakers.Report(outcome, now, limits),
        };
    }
}
