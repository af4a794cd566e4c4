using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>One call to the model that is best. Nobody knows which one that is: the row is a mark and not a choice.</summary>
internal sealed class BestKnownRow : IRow
{
    public string Name => EnsembleRows.BestKnown;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        var best = Enumerable.Range(0, turn.Outlooks.Count).MaxBy(place => turn[place].KnownQuality);
        return Task.FromResult(Scores.Of(turn, turn.Ask(best)));
    }
}
