using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Grpc;

/// <summary>The numbers that decided, as they go over the wire.</summary>
internal static class EstimateMapping
{
    /// <summary>What is expected of the answer, when a second copy may go out, and, for people, what else was weighed.</summary>
    public static void Add(RouteResponse response, SelectionResult.Chosen chosen, bool explain)
    {
        response.OutputTokens = (uint)Math.Max(0, chosen.Choices[0].OutputTokens);
        if (chosen.Hedge is { } hedge)
        {
            response.HedgeAfter = hedge.After.ToDuration();
            response.HedgeChoice = (uint)hedge.Choice;
        }

        if (explain)
        {
            response.Candidates.Add(
                chosen.Weighed.Count > 0
                    ? chosen.Weighed.Select(weighed => ToCandidate(weighed.Best, weighed.Propensity))
                    : chosen
                        .Choices.DistinctBy(choice => choice.Entry.Model.Key)
                        .Select((choice, at) => ToCandidate(choice, at == 0 ? chosen.Propensity : 0))
            );
        }
    }

    private static Candidate ToCandidate(SelectedChoice choice, double propensity)
    {
        var candidate = new Candidate
        {
            Model = choice.Entry.Model.Name,
            Replica = choice.Entry.Replica.Name,
            Estimate = ToWire(choice),
            Propensity = propensity,
        };
        candidate.Reasons.Add(choice.Reasons);
        return candidate;
    }

    public static Estimate ToWire(SelectedChoice choice) =>
        new()
        {
            Quality = choice.Quality.Mean,
            QualityError = choice.Quality.StandardError,
            QualitySource = choice.Quality.Source,
            WaitSeconds = choice.Finish.Wait,
            LoadSeconds = choice.Finish.Load,
            DisplacedSeconds = choice.Finish.Displaced,
            PrefillSeconds = choice.Finish.Prefill,
            DecodeSeconds = choice.Finish.Decode,
            Cost = choice.Cost.Amount,
            Currency = choice.Cost.Currency,
            Value = choice.Value,
            CachedTokens = (uint)Math.Max(0, choice.Finish.CachedTokens),
        };
}
