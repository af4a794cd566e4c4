using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Grpc;

/// <summary>What a strategy of several calls gets to know of its models, as it goes over the wire.</summary>
internal static class OutlookMapping
{
    private const double Billion = 1e9;

    public static void Add(RouteResponse response, RouteDecision decision, SelectionResult.Chosen chosen)
    {
        if (!decision.Request.IsEnsemble)
        {
            return;
        }

        response.Models.Add(decision.Models);
        response.Outlooks.Add(RouteDecision.Usable(chosen).Select(ToWire));
        // How many take part in a debate or a team is the worker's to say; of an ensemble it was weighed here.
        response.Members = decision.Strategy == StrategyNames.Ensemble ? (uint)chosen.Choices.Count : 0;
        if (chosen.Weights is { } weights)
        {
            (response.LatencyWeight, response.CostWeight) = (weights.Latency, weights.Cost);
        }
    }

    private static ModelOutlook ToWire(SelectedChoice choice) =>
        new()
        {
            Model = choice.Entry.Model.Name,
            Family = choice.Entry.Model.Family,
            Quality = choice.Quality.Mean,
            QualityError = choice.Quality.StandardError,
            Resident = choice.Resident,
            WaitSeconds = choice.Finish.Wait,
            LoadSeconds = choice.Finish.Load + choice.Finish.Displaced,
            AnswerSeconds = choice.Finish.Prefill + choice.Finish.Decode,
            Cost = choice.Cost.Amount,
            Parameters = (ulong)(Math.Max(0, choice.Entry.Model.ParametersBillion) * Billion),
        };
}
