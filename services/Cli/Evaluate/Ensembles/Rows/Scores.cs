using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

internal static class Scores
{
    public static double Of(Turn turn, TrialAnswer? answer) => answer is null ? 0 : turn.Trial.Score(answer.Text);
}
