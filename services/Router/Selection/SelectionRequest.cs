using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Selection;

/// <summary>What a request needs, as far as the choice of a model and a replica goes.</summary>
/// <param name="PromptTokens">Estimated.</param>
/// <param name="NeededTokens">Context that has to be there: the prompt and room for an answer.</param>
internal sealed record SelectionRequest(
    string RunId,
    RequestedModel Model,
    TaskType Task,
    TextLanguage Language,
    ModelAbilities Needs,
    int PromptTokens,
    int NeededTokens,
    IReadOnlyList<string> FailedReplicas,
    bool DryRun
)
{
    public bool IsEnsemble => Model.Aim == ModelAim.Ensemble;
}
