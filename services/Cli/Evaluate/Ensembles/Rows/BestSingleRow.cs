using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>One call to the model that the router puts first.</summary>
internal sealed class BestSingleRow : IRow
{
    public string Name => EnsembleRows.BestSingle;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(Scores.Of(turn, turn.Ask(0)));
}
