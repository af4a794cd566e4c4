using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>A strategy of the worker, carried out by its own code.</summary>
internal sealed class StrategyRow(IStrategy strategy, int members) : IRow
{
    public string Name => strategy.Name;

    public async Task<double> AnswerAsync(Turn turn, CancellationToken cancellationToken) =>
        await AnswerAsync(turn, parallel: Forecast.FitsTogether(turn, members), cancellationToken);

    public async Task<double> AnswerAsync(Turn turn, bool parallel, CancellationToken cancellationToken)
    {
        var end = await strategy.RunAsync(new TrialSteps(Request(turn, parallel), turn), cancellationToken);
        return end is RunEnd.Completed completed ? turn.Trial.Score(completed.Answer.Text) : 0;
    }

    private StartRunRequest Request(Turn turn, bool parallel)
    {
        var request = new StartRunRequest
        {
            RunId = "trial",
            Strategy = strategy.Name,
            Task = turn.Trial.Task,
            Language = turn.Trial.Language,
            Sequential = !parallel,
            Members = (uint)members,
            LatencyWeight = Turn.Weights.Latency,
            CostWeight = Turn.Weights.Cost,
        };
        request.Messages.AddRange(turn.Trial.Messages);
        request.Models.AddRange(turn.Outlooks.Select(outlook => outlook.Model));
        request.Outlooks.AddRange(turn.Outlooks);
        return request;
    }
}
