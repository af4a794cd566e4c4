using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>A replica among those that could serve one model.</summary>
internal readonly record struct ReplicaPlace(ModelEntry Entry, ReplicaStanding Standing, ReplicaClass Class)
{
    /// <summary>The plan keeps the model there.</summary>
    public bool IsPlanned => Entry.Replica.Plans(Entry.Model.Key);

    public static int BestFirst(ReplicaPlace one, ReplicaPlace other)
    {
        var rank = one.Compare(other);
        return rank != 0 ? rank : one.Standing.Tie.CompareTo(other.Standing.Tie);
    }

    /// <summary>
    /// A real model goes before a simulated one, a replica that is well before a degraded one; then what is ready; then where
    /// the plan keeps the model, so that elsewhere it falls idle and can go; then who has least to do.
    /// </summary>
    public int Compare(ReplicaPlace other)
    {
        var rank = Entry.Replica.Simulated.CompareTo(other.Entry.Replica.Simulated);
        rank = rank != 0 ? rank : Standing.IsDegraded.CompareTo(other.Standing.IsDegraded);
        rank = rank != 0 ? rank : Class.CompareTo(other.Class);
        rank = rank != 0 ? rank : other.IsPlanned.CompareTo(IsPlanned);
        return rank != 0 ? rank : Standing.LoadPerSlot.CompareTo(other.Standing.LoadPerSlot);
    }
}
