using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>A model that can do what is asked, with what speaks for it whoever is busy.</summary>
/// <param name="Place">Of the operator's pattern that it matches; a smaller one goes first whatever the value.</param>
/// <param name="Score">By the weights of the aim; 0 for a named model.</param>
/// <param name="Reasons">Codes, most important first.</param>
internal sealed record RankedModel(ModelOffer Offer, int Place, double Score, IReadOnlyList<string> Reasons)
{
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

    public static string Lacks(ModelAbilities missing) => $"lacks_{AbilityNames.First(missing)}";
}
