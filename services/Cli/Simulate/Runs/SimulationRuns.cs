using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Bounds;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Timeline;

namespace Orchestrator.Cli.Simulate.Runs;

/// <summary>
/// Does all replays of a request. Each is one thread's work and knows nothing of the others, so that some may run at once;
/// the results are in the same order and the same whatever their number.
/// </summary>
internal sealed class SimulationRuns(SimulationRequest request, IRunProgress progress, TimeProvider clock)
{
    public SimulationResult Run(CancellationToken cancellationToken)
    {
        var cases = CaseList.Of(request, cancellationToken);
        ImmutableArray<SimulationRun> runs =
        [
            .. from one in cases
            from policy in request.Policies
            from seed in request.Seeds
            select new SimulationRun(one, policy, seed),
        ];
        progress.Begin(runs.Sum(run => run.Case.Offered.Facts.Requests));
        var drawn = request.TimelinePath is null ? null : Drawn(cases, runs);
        var timeline = drawn is null ? null : new TimelineRecorder(drawn.Case.Fleet);
        var figures = new ReplayFigures[runs.Length];
        var bounds = new BoundFigures[cases.Length * request.Seeds.Length];
        Parallel.For(
            0,
            runs.Length + bounds.Length,
            new ParallelOptions { MaxDegreeOfParallelism = request.Jobs, CancellationToken = cancellationToken },
            at =>
            {
                if (at < runs.Length)
                {
                    figures[at] = Run(runs[at], runs[at] == drawn ? timeline : null, cancellationToken);
                }
                else
                {
                    bounds[at - runs.Length] = Bound(cases, at - runs.Length);
                }
            }
        );
        return new SimulationResult(request, Grouped(cases, figures, bounds), drawn, timeline);
    }

    private BoundFigures Bound(ImmutableArray<SimulationCase> cases, int number)
    {
        var (one, seed) = Math.DivRem(number, request.Seeds.Length);
        return RelaxationBound.Of(cases[one].Fleet, cases[one].Offered.Workload, request.Seeds[seed]);
    }

    private ReplayFigures Run(SimulationRun run, TimelineRecorder? timeline, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var workload = run.Case.Offered.Workload;
        var tally = new ReplayTally(run.Case.Fleet, workload.Deadline);
        var arrivals = new ArrivalProgress(progress);
        FleetReplay.Run(
            ProductionReplay.Of(
                run.Case.Fleet,
                workload,
                run.Policy,
                timeline is null ? new ObserverGroup(tally, arrivals) : new ObserverGroup(tally, arrivals, timeline),
                run.Seed,
                request.Placement
            ),
            cancellationToken
        );
        progress.Ended(run, clock.GetElapsedTime(start));
        return tally.Figures(run.Case.Ideal.TokensPerSecond);
    }

    // The first load, and the fleet with the added hosts when there are any: that is what somebody who adds them wants to see.
    private SimulationRun Drawn(ImmutableArray<SimulationCase> cases, ImmutableArray<SimulationRun> runs) =>
        runs.First(run =>
            run.Case == cases[request.Extended is null ? 0 : 1]
            && run.Policy == request.Focus
            && run.Seed == request.Seeds[0]
        );

    private ImmutableArray<CaseResult> Grouped(
        ImmutableArray<SimulationCase> cases,
        ReplayFigures[] figures,
        BoundFigures[] bounds
    )
    {
        var seeds = request.Seeds.Length;
        PolicyResult Policy(int one, int policy) =>
            new(
                request.Policies[policy],
                [.. figures.AsSpan(((one * request.Policies.Length) + policy) * seeds, seeds)]
            );

        return
        [
            .. cases.Select(
                (one, at) =>
                    new CaseResult(
                        one,
                        [.. Enumerable.Range(0, request.Policies.Length).Select(policy => Policy(at, policy))],
                        [.. bounds.AsSpan(at * seeds, seeds)]
                    )
            ),
        ];
    }
}
