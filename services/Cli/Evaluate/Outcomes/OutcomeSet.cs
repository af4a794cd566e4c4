using Orchestrator.Router.Learned.Predictions;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>Outcomes of the same models on many prompts, and what was assumed to get there.</summary>
/// <param name="Models">In ordinal order.</param>
/// <param name="Domains">Names, by group.</param>
/// <param name="Outcomes">Groups are domains.</param>
/// <param name="Costs">By row, then by model; in whatever unit, see <paramref name="Notes"/>.</param>
/// <param name="HasDollars">False: the costs are assumed.</param>
/// <param name="Notes">Sentences for people.</param>
internal sealed record OutcomeSet(
    string[] Models,
    string[] Domains,
    QualityOutcomes Outcomes,
    double[][] Costs,
    bool HasDollars,
    IReadOnlyList<string> Notes
)
{
    public int Rows => Outcomes.Rows;

    public double MeanScore(int model) => Outcomes.Scores.Average(row => (double)row[model]);

    public double MeanCost(int model) => Costs.Average(row => row[model]);
}
