using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Runs;
using Orchestrator.Simulation.Bounds;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Timeline;

namespace Orchestrator.Cli.Simulate.Results;

/// <param name="Drawn">The replay that <paramref name="Timeline"/> has recorded.</param>
internal sealed record SimulationResult(
    SimulationRequest Request,
    ImmutableArray<CaseResult> Cases,
    SimulationRun? Drawn,
    TimelineRecorder? Timeline
);

/// <param name="Bounds">What no policy can do better, in the order of the seeds.</param>
internal sealed record CaseResult(
    SimulationCase Case,
    ImmutableArray<PolicyResult> Policies,
    ImmutableArray<BoundFigures> Bounds
)
{
    public PolicyResult Of(PolicyKind policy) => Policies.First(result => result.Policy == policy);
}

/// <param name="Seeds">In the order of the seeds.</param>
internal sealed record PolicyResult(PolicyKind Policy, ImmutableArray<ReplayFigures> Seeds);
