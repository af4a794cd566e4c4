using System.Collections.Immutable;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>Between which values the skills of a pool's members are drawn.</summary>
/// <param name="First">Of the first members, one each.</param>
/// <param name="Rest">Of all others.</param>
internal sealed record PoolShape(string Name, ImmutableArray<ProbabilityRange> First, ProbabilityRange Rest)
{
    private static readonly ProbabilityRange _helper = new(0.3, 0.5);
    private static readonly ProbabilityRange _strong = new(0.75, 0.9);

    /// <summary>From alike to far apart; what a vote cannot win is there, too.</summary>
    public static ImmutableArray<PoolShape> All { get; } =
    [
        Of("equal 0.4", new(0.4, 0.4), []),
        Of("equal 0.6", new(0.6, 0.6), []),
        Of("equal 0.8", new(0.8, 0.8), []),
        Of("weak 0.3-0.5", _helper, []),
        Of("strong 0.7-0.9", new(0.7, 0.9), []),
        Of("drawn 0.3-0.9", new(0.3, 0.9), []),
        Of("two strong", _helper, [_strong, _strong]),
        Of("one strong", _helper, [_strong]),
    ];

    public ProbabilityRange Of(int member) => member < First.Length ? First[member] : Rest;

    private static PoolShape Of(string name, ProbabilityRange rest, ImmutableArray<ProbabilityRange> first) =>
        new(name, first, rest);
}
