using Microsoft.Extensions.Options;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.EnsembleWorker;
using Orchestrator.EnsembleWorker.Aggregation.Judging;
using Orchestrator.EnsembleWorker.Strategies.Cascade;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.Router;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>All rows of the tables, in their order: a later one may look at what an earlier one used.</summary>
internal sealed class RowSet
{
    private readonly IReadOnlyList<IRow> _rows;

    public RowSet(int votes)
    {
        var options = Options.Create(new EnsembleWorkerOptions());
        // As many as the router names by itself.
        var members = new SelectionOptions().EnsembleMembers;
        var ensemble = new StrategyRow(
            new EnsembleStrategy(options, new JudgeHealthBook(UnseenMeters.Instance), TimeProvider.System),
            members
        );
        _rows =
        [
            new RandomMemberRow(),
            new BestSingleRow(),
            new BestKnownRow(),
            new MajorityRow(votes),
            new WeightedVoteRow(votes),
            new EarlyStopRow(votes),
            new EqualCallsRow(votes),
            new EqualGpuRow(),
            ensemble,
            new StrategyRow(new CascadeStrategy(options), members),
            new AutoRow(ensemble, new Forecast(members)),
            new OracleRow(votes),
        ];
        Names = [.. _rows.Select(row => row.Name)];
    }

    public IReadOnlyList<string> Names { get; }

    /// <param name="machines">By row: each has its own, with what it has left in memory.</param>
    public async Task<IReadOnlyDictionary<string, RowOutcome>> AnswerAsync(
        ITrial trial,
        IReadOnlyDictionary<string, IMachine> machines,
        CancellationToken cancellationToken
    )
    {
        var outcomes = new Dictionary<string, RowOutcome>(StringComparer.Ordinal);
        foreach (var row in _rows)
        {
            var turn = new Turn(trial, machines[row.Name], outcomes);
            var score = await row.AnswerAsync(turn, cancellationToken);
            outcomes[row.Name] = turn.Outcome(score);
        }

        return outcomes;
    }
}
