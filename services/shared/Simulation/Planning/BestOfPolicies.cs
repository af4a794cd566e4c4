using System.Collections.Immutable;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Planning;

/// <summary>
/// Tries several policies out on the whole workload beforehand, in replays of its own, and is the one with the lowest p95
/// of the time to the first token. The same seed gives the same history, so that it then does just what was tried.
/// </summary>
internal sealed class BestOfPolicies : IReplayPolicy
{
    private readonly IReplayPolicy _best;

    public BestOfPolicies(PolicyWorld world, ImmutableArray<PolicyKind> kinds)
    {
        var best = (Kind: kinds[0], Result: TrialResult.None);
        var requests = WorkloadFacts.Of(world.Workload, world.Seed).Requests;
        foreach (var kind in kinds)
        {
            var result = Try(world, kind, requests, best.Result);
            best = result.IsBetterThan(best.Result) ? (kind, result) : best;
        }

        _best = best.Kind.Create(world);
    }

    public IReadOnlyList<int> Choose(Arrival request, IReadOnlyList<int> failed) => _best.Choose(request, failed);

    public void Sent(Arrival request, int host) => _best.Sent(request, host);

    public void Reported(HostReport report) => _best.Reported(report);

    public void Ended(Arrival request, int host, AttemptOutcome outcome) => _best.Ended(request, host, outcome);

    private static TrialResult Try(PolicyWorld world, PolicyKind kind, long requests, TrialResult best)
    {
        using var stop = new CancellationTokenSource();
        var trial = new Trial(requests, best, stop);
        var setup = new ReplaySetup
        {
            Fleet = world.Fleet,
            Workload = world.Workload,
            Policy = kind,
            Owner = world.Owner,
            Observer = trial,
            Seed = world.Seed,
            Timing = world.Timing,
        };
        try
        {
            FleetReplay.Run(setup, stop.Token);
            return trial.Result;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return TrialResult.None;
        }
    }
}
