namespace Orchestrator.Router.Classification;

/// <summary>
/// Says what a request is about: explicit hints first, then rules over its words and shapes, then a default.
/// Pure, and linear in the text that it reads.
/// </summary>
internal static class TaskClassifier
{
    /// <summary>Evidence that is named at most.</summary>
    public const int EvidenceLimit = 8;

    // Below this the words have not said what the request is about.
    private const double EnoughWeight = 2;

    // What hints weigh against words: tools decide, the others only lean.
    private const double ToolsWeight = 12;
    private const double LeaningWeight = 1;

    // One unit of doubt, spread evenly over all tasks: little evidence never gives certainty.
    private const double Doubt = 1;

    public static Classification Classify(ClassificationRequest request, int charLimit)
    {
        var conversation = ConversationEvidence.Collect(request.Turns, charLimit, EnoughWeight);
        var evidence = conversation.Evidence;
        AddHints(request, evidence);
        var weights = new double[TaskNames.Count];
        foreach (var item in evidence)
        {
            weights[(int)item.Task] += item.Weight;
        }

        var task = request.ToolCount > 0 ? TaskType.ToolAgentic : Heaviest(weights);
        var tier = request.ToolCount > 0 ? ClassificationTier.Hint : ClassificationTier.Rules;
        if (weights[(int)task] < EnoughWeight)
        {
            task = DefaultTask.For(conversation.Prose.Text, weights);
            tier = ClassificationTier.Default;
        }

        return new Classification(task, conversation.Language, Probability(weights, task), Named(evidence, task), tier);
    }

    private static void AddHints(ClassificationRequest request, List<Evidence> evidence)
    {
        if (request.ToolCount > 0)
        {
            evidence.Add(new Evidence(TaskType.ToolAgentic, ToolsWeight, "hint:tools"));
        }

        if (request.WantsJson)
        {
            evidence.Add(new Evidence(TaskType.SummarizationExtraction, LeaningWeight, "hint:json"));
        }

        if (request.ImageCount > 0)
        {
            evidence.Add(new Evidence(TaskType.QuestionAnswering, LeaningWeight, "hint:images"));
        }
    }

    private static TaskType Heaviest(double[] weights)
    {
        var best = 0;
        for (var i = 1; i < weights.Length; i++)
        {
            best = weights[i] > weights[best] ? i : best;
        }

        return (TaskType)best;
    }

    private static double Probability(double[] weights, TaskType task) =>
        (weights[(int)task] + (Doubt / TaskNames.Count)) / (weights.Sum() + Doubt);

    private static string[] Named(List<Evidence> evidence, TaskType task) =>
        [
            .. evidence
                .Where(item => item.Task == task)
                .OrderByDescending(item => item.Weight)
                .Select(item => item.Text)
                .Take(EvidenceLimit),
        ];
}
