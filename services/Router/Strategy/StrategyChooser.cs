using Orchestrator.Router.Estimates;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Strategy;

/// <summary>Which strategy answers a request: what was asked for, what rules say, else what is expected to pay. Pure.</summary>
internal sealed class StrategyChooser(StrategyLimits limits)
{
    /// <summary>What is certain before any model was looked at.</summary>
    /// <param name="model">As rules and roles left it.</param>
    /// <param name="wanted">By rules; null leaves it open.</param>
    /// <param name="whyOne">Why the request can only be one call; null when it can be more.</param>
    /// <returns>Null when the members have to be looked at: see <see cref="Weigh"/>.</returns>
    public StrategyPlan? Settle(RequestedModel model, string? wanted, string? whyOne)
    {
        if (model.Strategy is { } asked)
        {
            return new StrategyPlan(asked, Parallel: true, [StrategyReasons.Requested]);
        }

        if (model.Aim == ModelAim.Named)
        {
            return StrategyPlan.Single(StrategyReasons.Usual);
        }

        if (wanted == StrategyNames.Single)
        {
            return StrategyPlan.Single(StrategyReasons.Rule);
        }

        if (whyOne is not null)
        {
            return StrategyPlan.Single(whyOne);
        }

        return wanted is not null ? new StrategyPlan(wanted, Parallel: true, [StrategyReasons.Rule])
            : limits.Aims.Contains(model.Aim) ? null
            : StrategyPlan.Single(StrategyReasons.AimIsSingle);
    }

    /// <summary>One answer or one that is made of several, whichever is worth more.</summary>
    /// <param name="members">Who would take part, best first.</param>
    public StrategyPlan Weigh(
        IReadOnlyList<StrategyMember> members,
        in ValueWeights weights,
        int promptTokens,
        int outputTokens
    )
    {
        if (members.Count < 2)
        {
            return StrategyPlan.Single(StrategyReasons.TooFewMembers);
        }

        var parallel = MemoryFit.FitTogether(members);
        var gain = EnsembleGain.Of(members, parallel, promptTokens, outputTokens, limits);
        var pays = gain.Surplus(weights, limits.MinGain) > 0;
        var plan = pays
            ? Placed(new StrategyPlan(StrategyNames.Ensemble, parallel, [StrategyReasons.GainPays]))
            : StrategyPlan.Single(StrategyReasons.GainTooSmall);
        return plan with { Gain = gain.Quality, ExtraSeconds = gain.Seconds, ExtraCost = gain.Cost };
    }

    /// <summary>The same plan, with its members one after another where memory does not hold them together.</summary>
    public static StrategyPlan Fitted(StrategyPlan plan, IReadOnlyList<StrategyMember> members) =>
        plan.Name == StrategyNames.Single ? plan : Placed(plan with { Parallel = MemoryFit.FitTogether(members) });

    private static StrategyPlan Placed(StrategyPlan plan) =>
        plan.Parallel ? plan : plan with { Reasons = [.. plan.Reasons, StrategyReasons.Sequential] };
}
