using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Explanations;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Grpc;

/// <summary>Decisions as they go over the wire.</summary>
internal static class RouterMapping
{
    /// <param name="explain">False leaves the words out: two languages for each request are not free.</param>
    public static RouteResponse ToResponse(RouteDecision decision, bool explain)
    {
        var response = new RouteResponse
        {
            DecisionId = decision.Id,
            Classification = ClassificationMapping.ToWire(decision.Classification, explain),
            Strategy = decision.Strategy,
            Propensity = 1,
            PromptTokens = (uint)decision.Request.PromptTokens,
            OutputTokens = (uint)decision.Request.OutputTokens,
            Explanation = explain ? Words(decision) : null,
            Priority = RuleMapping.Priority(decision.Request.Rules),
        };
        response.Rules.Add(RuleMapping.Hits(decision.Request.Rules));
        response.StrategyReasons.Add(decision.Plan.Reasons);
        response.Exclusions.Add(decision.Result.Exclusions.Select(ToWire));
        if (decision.Result is SelectionResult.Chosen chosen)
        {
            response.Choices.Add(chosen.Choices.Select(ToWire));
            EstimateMapping.Add(response, chosen, explain);
            OutlookMapping.Add(response, decision, chosen);
            response.Parallel = decision.Plan.Parallel;
            response.Propensity = chosen.Propensity;
        }
        else if (decision.Result is SelectionResult.Refused refused)
        {
            response.Refusal = new Refusal
            {
                Reason = ToWire(refused.Kind),
                Explanation = Words(decision),
                RetryAfter = refused.RetryAfter?.ToDuration(),
            };
        }

        return response;
    }

    private static Explanation Words(RouteDecision decision) =>
        new() { English = EnglishExplanation.Of(decision), Korean = KoreanExplanation.Of(decision) };

    private static Choice ToWire(SelectedChoice choice)
    {
        var replica = choice.Entry.Replica;
        var wire = new Choice
        {
            Model = choice.Entry.Model.Name,
            Replica = replica.Name,
            Epoch = replica.Epoch,
            Worker = replica.Worker,
            WorkerAddress = replica.WorkerAddress,
            Simulated = replica.Simulated,
            Resident = choice.Resident,
            Load = (uint)choice.Load,
            Estimate = EstimateMapping.ToWire(choice),
        };
        wire.Reasons.Add(choice.Reasons);
        return wire;
    }

    private static Exclusion ToWire(ExcludedCandidate excluded) =>
        new()
        {
            Model = excluded.Model,
            Replica = excluded.Replica,
            Reason = excluded.Reason,
        };

    private static RefusalReason ToWire(RefusalKind kind) =>
        kind switch
        {
            RefusalKind.UnknownModel => RefusalReason.UnknownModel,
            RefusalKind.NoReplica => RefusalReason.NoReplica,
            RefusalKind.AllBusy => RefusalReason.AllBusy,
            RefusalKind.OwnerChanging => RefusalReason.OwnerChanging,
            _ => RefusalReason.NotCapable,
        };
}
