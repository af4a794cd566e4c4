using Microsoft.Extensions.Options;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Decisions;

/// <summary>Models, replica and strategy of one request: one of them decides over the others, so they are chosen together.</summary>
internal sealed class RouteChoice(
    ReplicaSelector selector,
    IOptions<StrategyOptions> strategy,
    IOptions<ProfilesOptions> profiles
)
{
    private readonly StrategyChooser _chooser = new(strategy.Value.ToLimits());
    private readonly AimProfiles _profiles = profiles.Value.ToProfiles();

    /// <returns>The request as it was finally asked, what was chosen for it, and the strategy with its reasons.</returns>
    public (SelectionRequest Request, SelectionResult Result, StrategyPlan Plan) Choose(
        RouteInput input,
        SelectionRequest request
    )
    {
        if (_chooser.Settle(request.Model, request.Rules.Strategy, RequestAim.WhyOneCall(input)) is { } settled)
        {
            return settled.Name == StrategyNames.Single ? One(request, settled) : Several(request, settled);
        }

        // Members are asked for first: that counts nothing, and a single answer is the best one of them all the same.
        var several = request with
        {
            Model = request.Model.By(StrategyNames.Ensemble),
            MembersOnly = true,
        };
        var result = selector.Choose(several);
        if (result is not SelectionResult.Chosen chosen)
        {
            return One(request, StrategyPlan.Single(WhyNoMembers(result)));
        }

        var plan = _chooser.Weigh(
            StrategyMembers.Of(chosen.Choices, selector.Fleet),
            _profiles.WeightsOf(request),
            request.PromptTokens,
            request.OutputTokens
        );
        return plan.Name == StrategyNames.Single ? One(request, plan) : (several, WithReserve(several, chosen), plan);
    }

    // Only once it is sure that a run needs them: to find them costs as much as the decision itself.
    private SelectionResult WithReserve(SelectionRequest several, SelectionResult.Chosen members) =>
        selector.Choose(several with { MembersOnly = false }) as SelectionResult.Chosen ?? members;

    private (SelectionRequest Request, SelectionResult Result, StrategyPlan Plan) One(
        SelectionRequest request,
        StrategyPlan plan
    ) => (request, selector.Choose(request), plan);

    private (SelectionRequest Request, SelectionResult Result, StrategyPlan Plan) Several(
        SelectionRequest request,
        StrategyPlan plan
    )
    {
        var several = request with { Model = request.Model.By(plan.Name) };
        var result = selector.Choose(several);
        if (result is SelectionResult.Chosen chosen)
        {
            return (several, result, StrategyChooser.Fitted(plan, StrategyMembers.Of(chosen.Choices, selector.Fleet)));
        }

        // Who asks for a strategy is told that it is not there; a rule's wish is no reason to refuse what one model can answer.
        return request.Model.Strategy is null && WhyNoMembers(result) == StrategyReasons.NotCarriedOut
            ? One(request, StrategyPlan.Single(StrategyReasons.NotCarriedOut))
            : (several, result, plan);
    }

    private static string WhyNoMembers(SelectionResult result) =>
        result is SelectionResult.Refused { Detail.Strategy.Length: > 0 }
            ? StrategyReasons.NotCarriedOut
            : StrategyReasons.TooFewMembers;
}
