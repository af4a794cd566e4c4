using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Learned;

/// <summary>
/// What was learned of models from outcomes and feedback: a published, versioned snapshot that is swapped whole. Arms are
/// digests, because the same name can be other weights tomorrow.
/// </summary>
internal interface IModelPosterior
{
    /// <summary>Of the snapshot; 0 while nothing was learned.</summary>
    ulong Version { get; }

    /// <summary>The posterior of a model for a kind of request, given what was expected of it before.</summary>
    /// <param name="digest">Of the weights.</param>
    /// <param name="difficulty">0 to 1.</param>
    /// <param name="prior">From the profile; the answer where nothing was learned.</param>
    QualityEstimate Of(string digest, TaskType task, TextLanguage language, double difficulty, QualityEstimate prior);
}
