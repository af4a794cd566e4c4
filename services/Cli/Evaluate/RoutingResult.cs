using Orchestrator.Cli.Evaluate.Measures;
using Orchestrator.Cli.Evaluate.Outcomes;

namespace Orchestrator.Cli.Evaluate;

/// <summary>What came out of an evaluation.</summary>
/// <param name="Method">How rows were kept apart from what was learned, in a sentence.</param>
/// <param name="Curves">By router: cost and score at each price of cost.</param>
internal sealed record RoutingResult(
    OutcomeSet Set,
    Scene Scene,
    string Method,
    IReadOnlyList<string> Notes,
    FigureSheet Sheet,
    IReadOnlyDictionary<string, CostPoint[]> Curves
)
{
    public string Strong => Set.Models[Scene.Strong];

    public string Weak => Set.Models[Scene.Weak];
}
