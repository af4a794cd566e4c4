using System.Runtime.InteropServices;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>A model on a replica, weighed for one request.</summary>
/// <param name="Value">Quality less what time and money are worth.</param>
/// <param name="Tie">Drawn: routers that see the same do not all choose the same.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplicaPlace(
    RankedModel Model,
    ModelEntry Entry,
    FinishEstimate Finish,
    CostEstimate Cost,
    double Value,
    double Tie
)
{
    /// <summary>Calls that run, wait or are on their way there.</summary>
    public int Load { get; init; }

    /// <summary>What is to be done there, in seconds of a call that runs alone.</summary>
    public double Work { get; init; }

    /// <summary>Tokens that the answer is expected to have.</summary>
    public int OutputTokens { get; init; }

    /// <summary>Of this call, alone and without a load.</summary>
    public double WorkSeconds { get; init; }

    /// <summary>The model is neither in memory there nor on its way.</summary>
    public bool CausesLoad => Finish.CausesLoad;

    public bool HasFailed { get; init; }

    public bool IsDegraded { get; init; }

    /// <summary>It would have its first token after the request's deadline.</summary>
    public bool IsLate { get; init; }

    /// <summary>The plan keeps the model there.</summary>
    public bool IsPlanned => Entry.Replica.Plans(Entry.Model.Key);

    /// <summary>The model is in memory there, and stays.</summary>
    public bool IsWarm => Finish.Load <= 0;

    public static int BestFirst(in ReplicaPlace one, in ReplicaPlace other)
    {
        var rank = one.CompareRank(other);
        rank = rank != 0 ? rank : other.Value.CompareTo(one.Value);
        return rank != 0 ? rank : one.Tie.CompareTo(other.Tie);
    }

    /// <summary>
    /// What goes before every value: a replica that has not failed for this run, a real model, an answer in time, the operator's
    /// wish, a replica that is well.
    /// </summary>
    public int CompareRank(in ReplicaPlace other)
    {
        var rank = HasFailed.CompareTo(other.HasFailed);
        rank = rank != 0 ? rank : Entry.Replica.Simulated.CompareTo(other.Entry.Replica.Simulated);
        rank = rank != 0 ? rank : IsLate.CompareTo(other.IsLate);
        rank = rank != 0 ? rank : Model.Place.CompareTo(other.Model.Place);
        return rank != 0 ? rank : IsDegraded.CompareTo(other.IsDegraded);
    }
}
