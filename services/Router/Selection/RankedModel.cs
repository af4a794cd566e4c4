using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Selection;

/// <summary>A model that can do what is asked, with what speaks for it whoever is busy.</summary>
/// <param name="Place">Of the operator's pattern that it matches; a smaller one goes first whatever the value.</param>
/// <param name="Found">What speaks for it.</param>
/// <param name="Task">Of the request.</param>
internal sealed record RankedModel(ModelOffer Offer, int Place, ReasonFlags Found, TaskType Task)
{
    /// <summary>Codes, most important first. Made anew at each call: only the models that are named need them.</summary>
    public IReadOnlyList<string> Reasons => ModelReasons.Of(Found, Task);

    public QualityEstimate Quality { get; init; } = QualityEstimate.Unknown;

    /// <summary>What goes into the value as quality: the estimate, what operators add to it, and the floor of the aim.</summary>
    public double Worth { get; init; }

    /// <summary>Of a provider's model; null where the replica's price counts.</summary>
    public TokenPrice? Price { get; init; }
}

/// <param name="Models">In no order yet: who is busy is part of the order.</param>
/// <param name="Exclusions">Models that cannot, with the reason.</param>
internal sealed record Candidates(
    FleetSnapshot Fleet,
    IReadOnlyList<RankedModel> Models,
    IReadOnlyList<ExcludedCandidate> Exclusions
)
{
    /// <summary>What time and money are worth for this request.</summary>
    public ValueWeights Weights { get; init; } = AimProfiles.Default.Balanced.Weights;

    /// <summary>
    /// Share of the choices that may go to another model than the best one; 0 where nothing was learned, and where nothing may
    /// be tried. See <see cref="Exploration.Propensities"/>.
    /// </summary>
    public double ExplorationCap { get; init; }

    /// <summary>What an answer costs.</summary>
    public CostRule Cost { get; init; } = CostRule.Default;
}

/// <param name="Replica">Empty when no replica of the model will do.</param>
/// <param name="Reason">Snake case, for example "lacks_tools".</param>
internal readonly record struct ExcludedCandidate(string Model, string Replica, string Reason);

/// <summary>Why a candidate is left out.</summary>
internal static class ExclusionReasons
{
    public const string ContextTooShort = "context_too_short";
    public const string Unreachable = "unreachable";
    public const string Draining = "draining";
    public const string BreakerOpen = "breaker_open";
    public const string QueueFull = "queue_full";

    /// <summary>An operator has switched the model off.</summary>
    public const string Disabled = "disabled";

    /// <summary>An operator's rule forbids it for this request.</summary>
    public const string RuleForbids = "rule_forbids";

    /// <summary>An operator's rule wants other models for this request.</summary>
    public const string NotForced = "not_forced";

    /// <summary>The configuration names other models for the role, and no aim.</summary>
    public const string RoleNotMapped = "role_not_mapped";

    /// <summary>The model could do it, but operators do not want it for this request.</summary>
    public static bool IsWish(string reason) => reason is RuleForbids or NotForced or RoleNotMapped;

    public static string Lacks(ModelAbilities missing) => $"lacks_{AbilityNames.First(missing)}";
}
