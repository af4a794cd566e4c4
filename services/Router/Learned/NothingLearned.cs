using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;

namespace Orchestrator.Router.Learned;

/// <summary>Before any learning: what the profile says.</summary>
internal sealed class NothingLearned : IModelPosterior
{
    public static readonly NothingLearned Instance = new();

    private NothingLearned() { }

    public ulong Version => 0;

    public QualityEstimate Of(
        string digest,
        TaskType task,
        TextLanguage language,
        double difficulty,
        QualityEstimate prior
    ) => prior;
}
