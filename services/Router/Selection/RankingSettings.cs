using Orchestrator.Router.Estimates;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Selection;

/// <summary>What ranking goes by beside the fleet and the operator's patterns.</summary>
/// <param name="ExplorationShare">Of automatic choices, for models other than the best.</param>
internal sealed record RankingSettings(
    AimProfiles Profiles,
    CostRule Cost,
    FallbackMap Fallbacks,
    PolicyView Policy,
    double ExplorationShare
)
{
    public static readonly RankingSettings Default = new(
        AimProfiles.Default,
        CostRule.Default,
        FallbackMap.Empty,
        new PolicyView(),
        new ExplorationOptions().Share
    );
}
