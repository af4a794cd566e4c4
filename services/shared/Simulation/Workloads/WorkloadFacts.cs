using System.Collections.Immutable;

namespace Orchestrator.Simulation.Workloads;

/// <summary>What a workload asks for, counted in one pass.</summary>
/// <param name="Duration">Up to the last arrival.</param>
/// <param name="InputTokens">Sum over all prompts, shared beginnings counted each time.</param>
/// <param name="ArrivalCv">Deviation of the times between arrivals over their mean: 1 is Poisson's, more is bursty.</param>
/// <param name="Models">By name.</param>
public sealed record WorkloadFacts(
    long Requests,
    TimeSpan Duration,
    long InputTokens,
    long OutputTokens,
    double ArrivalCv,
    ImmutableSortedDictionary<string, ModelDemand> Models
)
{
    public double InputTokensMean => Requests == 0 ? 0 : (double)InputTokens / Requests;

    public double OutputTokensMean => Requests == 0 ? 0 : (double)OutputTokens / Requests;

    /// <summary>0 when all arrive at once.</summary>
    public double RequestsPerSecond => Duration > TimeSpan.Zero ? Requests / Duration.TotalSeconds : 0;

    public static WorkloadFacts Of(IWorkload workload, ulong seed)
    {
        var counter = new WorkloadCounter();
        foreach (var arrival in workload.Read(seed))
        {
            counter.Add(arrival);
        }

        return counter.Facts();
    }
}
