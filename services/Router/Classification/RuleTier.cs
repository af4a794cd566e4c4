namespace Orchestrator.Router.Classification;

/// <summary>What hints and rules alone say: the weight of the evidence decides, and a default where there is none.</summary>
internal static class RuleTier
{
    /// <summary>Evidence that is named at most.</summary>
    public const int EvidenceLimit = 8;

    /// <summary>Below this the words have not said what the request is about.</summary>
    public const double EnoughWeight = 2;

    // More is never found: a marker counts once, and so does a pair.
    private const int MostEvidence = 256;

    // What hints weigh against words: tools decide, the others only lean.
    private const double ToolsWeight = 12;
    private const double LeaningWeight = 1;

    // One unit of doubt, spread evenly over all tasks: little evidence never gives certainty.
    private const double Doubt = 1;

    public static Classification Classify(ClassificationRequest request, RequestReading reading)
    {
        List<Evidence> evidence = [.. reading.Evidence];
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
            task = DefaultTask.For(reading.Prose.Text, weights);
            tier = ClassificationTier.Default;
        }

        return new Classification(task, reading.Language, Probability(weights, task), Named(evidence, task), tier);
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

    public static TaskType Heaviest(ReadOnlySpan<double> weights)
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

    /// <summary>The evidence for a task, heaviest first.</summary>
    public static List<string> Named(IReadOnlyList<Evidence> evidence, TaskType task)
    {
        Span<bool> isNamed = stackalloc bool[Math.Min(evidence.Count, MostEvidence)];
        var names = new List<string>(EvidenceLimit);
        while (names.Count < EvidenceLimit)
        {
            var best = -1;
            for (var i = 0; i < isNamed.Length; i++)
            {
                var isNext = !isNamed[i] && evidence[i].Task == task;
                best = isNext && (best < 0 || evidence[i].Weight > evidence[best].Weight) ? i : best;
            }

            if (best < 0)
            {
                break;
            }

            isNamed[best] = true;
            names.Add(evidence[best].Text);
        }

        return names;
    }
}
