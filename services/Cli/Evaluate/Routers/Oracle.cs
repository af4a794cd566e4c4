using Orchestrator.Cli.Evaluate.Measures;
using Orchestrator.Cli.Evaluate.Outcomes;

namespace Orchestrator.Cli.Evaluate.Routers;

/// <summary>Knows every score and every cost before it chooses: what no router can beat.</summary>
internal static class Oracle
{
    public static RoutedRows Of(OutcomeSet set)
    {
        var nothing = new float[set.Models.Length];
        return new RoutedRows(
            RowNames.Oracle,
            [.. Enumerable.Repeat(nothing, set.Rows)],
            set.Outcomes.Scores,
            set.Costs
        );
    }
}
