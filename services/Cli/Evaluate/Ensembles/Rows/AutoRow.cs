using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>What the router decides for "auto:quality": the ensemble where it is expected to pay, else one call.</summary>
internal sealed class AutoRow(StrategyRow ensemble, Forecast forecast) : IRow
{
    private readonly BestSingleRow _single = new();

    public string Name => EnsembleRows.Auto;

    public Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken)
    {
        var plan = forecast.Of(turn);
        turn.Plan = plan;
        return plan.Name == StrategyNames.Single
            ? _single.AnswerAsync(turn, cancellationToken)
            : ensemble.AnswerAsync(turn, plan.Parallel, cancellationToken);
    }
}
