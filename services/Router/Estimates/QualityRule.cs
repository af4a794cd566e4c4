using Orchestrator.Router.Fleet;
using Orchestrator.Router.Learned;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Estimates;

/// <summary>How good a model's answer is expected to be: skills, else parameters; moved by difficulty; then what was learned.</summary>
internal static class QualityRule
{
    public static QualityEstimate Of(
        ModelSnapshot model,
        ModelRule rule,
        ModelTraits traits,
        SelectionRequest request,
        IModelPosterior posterior
    )
    {
        var ordinary =
            rule.SkillTable.Find(model.Digest, request.Task, request.Language)
            ?? ParameterPrior.Of(model.ParametersBillion, traits, request.Task, request.Language);
        var prior = DifficultyShift.Apply(ordinary, request.Difficulty);
        return posterior.Version == 0
            ? prior
            : posterior.Of(model.Digest, request.Task, request.Language, request.Difficulty, prior);
    }
}
