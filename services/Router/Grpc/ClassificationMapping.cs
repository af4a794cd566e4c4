using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Grpc;

/// <summary>What a request is taken for, as it goes over the wire.</summary>
internal static class ClassificationMapping
{
    /// <param name="explain">False leaves the probabilities of all tasks out.</param>
    public static Contracts.Router.V1.Classification ToWire(Classification.Classification classification, bool explain)
    {
        var wire = new Contracts.Router.V1.Classification
        {
            Task = TaskNames.Of(classification.Task),
            Language = LanguageNames.Of(classification.Language),
            Probability = classification.Probability,
            Tier = TierNames.Of(classification.Tier),
            Difficulty = classification.Difficulty,
            NeedsTools = classification.NeedsTools,
        };
        wire.Evidence.Add(classification.Evidence);
        if (explain)
        {
            wire.Tasks.Add(
                classification
                    .TaskProbabilities.Select(
                        (probability, task) =>
                            new TaskProbability { Task = TaskNames.Of((TaskType)task), Probability = probability }
                    )
                    .OrderByDescending(task => task.Probability)
            );
        }

        return wire;
    }
}
