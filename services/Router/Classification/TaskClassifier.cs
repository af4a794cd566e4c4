using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Router.Classification;

/// <summary>
/// Says what a request is about: explicit hints first, then rules that are never wrong, then the n-gram model, then a
/// default for a request without words. Pure, and linear in the text that it reads.
/// </summary>
internal static class TaskClassifier
{
    public static Classification Classify(ClassificationRequest request, int charLimit) =>
        Classify(request, charLimit, ShippedWeights.Model);

    public static Classification Classify(ClassificationRequest request, int charLimit, NgramModel model)
    {
        var reading = Read(request, charLimit);
        if (IsEmpty(reading.Prose))
        {
            return RuleTier.Classify(request, reading);
        }

        var verdict = NgramTier.Ask(model, reading);
        if (request.ToolCount > 0)
        {
            return Decided(RuleTier.Classify(request, reading), verdict) with { NeedsTools = 1 };
        }

        return PreciseRules.Decide(reading) is { } certain
            ? Decided(ByRules(reading, certain.Task, certain.Probability), verdict)
            : Of(reading, verdict);
    }

    /// <summary>Everything that the tiers look at, read once.</summary>
    public static RequestReading Read(ClassificationRequest request, int charLimit) =>
        ConversationEvidence.Collect(request, charLimit, RuleTier.EnoughWeight);

    private static bool IsEmpty(Prose prose)
    {
        foreach (var c in prose.Text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return !prose.HasFence;
    }

    private static Classification Of(RequestReading reading, NgramVerdict verdict)
    {
        var evidence = RuleTier.Named(reading.Evidence, verdict.Task);
        evidence.AddRange(verdict.Evidence);
        return new Classification(
            verdict.Task,
            reading.Language,
            verdict.Probabilities[(int)verdict.Task],
            evidence,
            ClassificationTier.Ngram
        )
        {
            Difficulty = verdict.Difficulty,
            NeedsTools = verdict.NeedsTools,
            TaskProbabilities = verdict.Probabilities,
        };
    }

    private static Classification ByRules(RequestReading reading, TaskType task, double probability) =>
        new(task, reading.Language, probability, RuleTier.Named(reading.Evidence, task), ClassificationTier.Rules);

    // A tier before the model has decided the task; what it may be otherwise, and how hard it is, is left to the model.
    private static Classification Decided(Classification found, NgramVerdict verdict)
    {
        var said = (int)found.Task;
        var others = verdict.Probabilities.Sum() - verdict.Probabilities[said];
        var probabilities = new double[verdict.Probabilities.Count];
        for (var task = 0; task < probabilities.Length; task++)
        {
            var share = others > 0 ? verdict.Probabilities[task] / others : 1.0 / (probabilities.Length - 1);
            probabilities[task] = share * (1 - found.Probability);
        }

        probabilities[said] = found.Probability;
        return found with
        {
            Difficulty = verdict.Difficulty,
            NeedsTools = verdict.NeedsTools,
            TaskProbabilities = probabilities,
        };
    }
}
