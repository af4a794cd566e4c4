using System.Collections.Immutable;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Planning;

/// <summary>
/// Tries several policies out on the whole workload beforehand, in replays of its own, and takes the one with the lowest p95
/// of the time to the first token. The same seed gives the same history, so that it then does just what was tried.
/// </summary>
internal static class BestOfPolicies
{
    /// <param name="kinds">At least one.</param>
    public static PolicyKind Of(ReplaySetup setup, ImmutableArray<PolicyKind> kinds)
    {
        var best = (Kind: kinds[0], Result: TrialResult.None);
        var requests = WorkloadFacts.Of(setup.Workload, setup.Seed).Requests;
        foreach (var kind in kinds)
        {
            var result = Try(setup, kind, requests, best.Result);
            best = result.IsBetterThan(best.Result) ? (kind, result) : best;
        }

        return best.Kind;
    }

    private static TrialResult Try(ReplaySetup setup, PolicyKind kind, long requests, TrialResult best)
    {
        using var stop = new CancellationTokenSource();
        var trial = new Trial(requests, best, stop);
        try
        {
            FleetReplay.Run(setup with { Policy = kind, Observer = trial }, stop.Token);
            return trial.Result;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return TrialResult.None;
        }
    }
}
