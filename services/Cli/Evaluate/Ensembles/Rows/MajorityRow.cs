using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>One member, one vote.</summary>
internal sealed class MajorityRow(int votes) : IRow
{
    public string Name => EnsembleRows.Majority;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(Score(turn, Panel.All(turn, votes)));

    public static double Score(Turn turn, IReadOnlyList<Ballot> ballots) =>
        Panel.MostSaid(ballots) is { } text ? turn.Trial.Score(text) : 0;
}
