using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>The believed best model alone, for as long as the vote over all members takes of the card.</summary>
internal sealed class EqualGpuRow : IRow
{
    public string Name => EnsembleRows.EqualGpu;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        var budget = turn.Before[EnsembleRows.WeightedVote].GpuSeconds;
        var ballots = new List<Ballot>();
        var last = 0.0;
        // One answer it always has; a further one only where it is expected to fit.
        while (ballots.Count == 0 || turn.WorkSeconds + turn.LoadSeconds + last <= budget)
        {
            var before = turn.WorkSeconds;
            if (Panel.Ask(turn, 0, ballots.Count) is not { } ballot)
            {
                break;
            }

            ballots.Add(ballot);
            last = turn.WorkSeconds - before;
            if (ballots.Count >= EnsemblesLimits.EqualWorkSamplesMax)
            {
                break;
            }
        }

        return Task.FromResult(MajorityRow.Score(turn, ballots));
    }
}
