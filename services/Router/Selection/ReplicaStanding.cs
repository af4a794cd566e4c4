using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Selection;

/// <summary>How a replica stands at the moment of one decision, whatever the model.</summary>
/// <param name="WhyNot">Null when it may be chosen.</param>
/// <param name="Load">Calls that run, wait or are on their way.</param>
/// <param name="Backlog">As its owner has reported it.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplicaStanding(string? WhyNot, int Load, bool HasFailed, ReplicaBacklog Backlog)
{
    /// <summary>Serves worse than it should: better than nothing.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>What is left of running calls, in seconds of a call that runs alone.</summary>
    public double RunningSeconds { get; init; }

    /// <summary>The same of calls that wait or are on their way.</summary>
    public double WaitingSeconds { get; init; }

    /// <summary>Of loads that are under way, waited for or on their way.</summary>
    public double LoadSeconds { get; init; }

    /// <summary>Until all that runs, waits or is on its way there is done.</summary>
    public double TotalSeconds { get; init; }

    /// <summary>Until a slot is free for one more.</summary>
    public double FreeSeconds { get; init; }

    /// <summary>Choices of this router that may not have been counted; among them may be loads that it has just caused.</summary>
    public ImmutableArray<PendingChoice> OnTheirWay { get; init; }

    /// <summary>Seconds of a call alone that are to be done there before it is idle.</summary>
    public double Work => RunningSeconds + WaitingSeconds + LoadSeconds;

    /// <summary>Some model is coming; see <see cref="IsComing"/> for one of them.</summary>
    public bool IsAnyComing => Backlog.Coming.Count > 0 || OnTheirWay.Length > 0;

    /// <param name="model">Its key.</param>
    public int CallsOf(string model)
    {
        var calls = 0;
        foreach (ref readonly var resident in Backlog.Residents.AsSpan())
        {
            calls += resident.Model.Key == model ? resident.Calls : 0;
        }

        foreach (var choice in OnTheirWay)
        {
            calls += choice.Model == model ? 1 : 0;
        }

        return calls;
    }

    /// <summary>Calls that wait there, or are on their way, have the model loaded.</summary>
    public bool IsComing(string model)
    {
        foreach (var coming in Backlog.Coming)
        {
            if (coming.Key == model)
            {
                return true;
            }
        }

        foreach (var choice in OnTheirWay)
        {
            if (choice.LoadSeconds > 0 && choice.Model == model)
            {
                return true;
            }
        }

        return false;
    }
}
