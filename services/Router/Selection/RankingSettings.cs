using Orchestrator.Router.Estimates;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Selection;

/// <summary>What ranking goes by beside the fleet and the operator's patterns.</summary>
internal sealed record RankingSettings(AimProfiles Profiles, CostRule Cost, IModelPosterior Posterior)
{
    public static readonly RankingSettings Default = new(
        AimProfiles.Default,
        CostRule.Default,
        NothingLearned.Instance
    );
}
