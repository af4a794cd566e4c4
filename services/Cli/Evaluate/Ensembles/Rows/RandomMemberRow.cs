using Orchestrator.Cli.Evaluate.Ensembles.Trials;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>The mean over all members: what lots would reach.</summary>
internal sealed class RandomMemberRow : IRow
{
    public string Name => EnsembleRows.RandomMember;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken) =>
        Task.FromResult(
            Enumerable
                .Range(0, turn.Trial.Models.Count)
                .Average(model =>
                    turn.Trial.Ask(model, sample: 0, temperature: null) is { } answer
                        ? turn.Trial.Score(answer.Text)
                        : 0
                )
        );
}
