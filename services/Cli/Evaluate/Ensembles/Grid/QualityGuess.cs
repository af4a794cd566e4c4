using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Probing;

namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>What the profiler would believe of a model whose name says nothing, after it has graded some answers.</summary>
internal static class QualityGuess
{
    // An ordinary model, and about as unsure as the capability table is of a stranger.
    private static readonly Belief _stranger = new(CapabilityTable.OrdinaryScore, 0.2);

    public static Belief Of(int right, int asked) =>
        CapabilityBlend.Blend(
            _stranger,
            new Belief(asked == 0 ? 0 : (double)right / asked, ProbeMath.StandardError(right, asked, guessRate: 0))
        );
}
