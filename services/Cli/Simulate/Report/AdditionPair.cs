using System.Collections.Immutable;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>The same requests under one policy on a fleet, and on it with added hosts.</summary>
internal sealed record AdditionPair(PolicyKind Policy, CaseResult Without, CaseResult With)
{
    public ImmutableArray<FleetHost> Added => With.Case.Fleet.Hosts[Without.Case.Fleet.Hosts.Length..];

    /// <summary>Of all seeds.</summary>
    public long AnswersOfAdded =>
        With.Of(Policy).Seeds.Sum(seed => seed.Hosts.Skip(Without.Case.Fleet.Hosts.Length).Sum(host => host.Completed));

    public long Answers => With.Of(Policy).Seeds.Sum(seed => seed.Completed);

    public int Seeds => With.Of(Policy).Seeds.Length;

    /// <summary>Medians.</summary>
    public (double? Before, double? After) Both(Figure figure) =>
        (figure.Median(Without.Of(Policy).Seeds), figure.Median(With.Of(Policy).Seeds));

    /// <summary>Seeds in which slow requests got their first token sooner; where they never do, in which fewer were refused.</summary>
    public int BetterSeeds
    {
        get
        {
            var (slow, refused) = (FigureList.Waiting[1], FigureList.RefusedShare);
            return Without
                .Of(Policy)
                .Seeds.Zip(With.Of(Policy).Seeds)
                .Count(pair =>
                    slow.Of(pair.Second) < slow.Of(pair.First)
                    || (
                        slow.Of(pair.First) is double.PositiveInfinity
                        && refused.Of(pair.Second) < refused.Of(pair.First)
                    )
                );
        }
    }
}
