using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>The best of all answers of a vote.</summary>
internal sealed class OracleRow(int votes) : IRow
{
    public string Name => EnsembleRows.Oracle;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(Panel.All(turn, votes).Select(vote => turn.Trial.Score(vote.Text)).DefaultIfEmpty().Max());
}
