using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>The believed best model alone, as often as the vote asks: what the same calls are worth without other models.</summary>
internal sealed class EqualCallsRow(int votes) : IRow
{
    public string Name => EnsembleRows.EqualCalls;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        var ballots = Enumerable.Range(0, votes).Select(vote => Panel.Ask(turn, 0, vote)).OfType<Ballot>().ToList();
        return Task.FromResult(MajorityRow.Score(turn, ballots));
    }
}
