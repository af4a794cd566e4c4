using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>
/// Finds the temperature at which stated probabilities are right (Guo et al. 2017), from texts of groups and sources
/// that the model in question has not seen.
/// </summary>
internal static class Calibration
{
    /// <summary>Parts into which the groups are dealt; each is tested once by a model of the others.</summary>
    public const int Folds = 5;

    private const double ColdestLog = -2;
    private const double HottestLog = 2;
    private const int SearchSteps = 40;
    private static readonly double _golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Answers of models that had not seen the text's group, one for each text.</summary>
    public static IReadOnlyList<HeldOutAnswer> HeldOut(
        IReadOnlyList<LabelledText> texts,
        TrainingSettings settings,
        CancellationToken cancellationToken
    )
    {
        var folds = Deal(texts, settings.Seed);
        var answers = new List<HeldOutAnswer>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var others = texts.Where((_, i) => folds[i] != fold).ToList();
            var weights = LogisticTrainer.Train(TrainingItems.Of(others, settings), settings, cancellationToken);
            var held = texts.Where((_, i) => folds[i] == fold);
            answers.AddRange(held.Select(text => Answer(weights, text, settings)));
        }

        return answers;
    }

    /// <summary>The temperature with the least log loss; external and own texts count half each.</summary>
    public static float Temperature(IReadOnlyList<HeldOutAnswer> answers)
    {
        var external = answers.Count(answer => answer.Text.IsExternal);
        var weights = answers
            .Select(answer => answer.Text.IsExternal ? 1.0 / external : 1.0 / (answers.Count - external))
            .ToArray();
        var (low, high) = (ColdestLog, HottestLog);
        for (var step = 0; step < SearchSteps; step++)
        {
            var (left, right) = (high - (_golden * (high - low)), low + (_golden * (high - low)));
            (low, high) = Loss(answers, weights, left) < Loss(answers, weights, right) ? (low, right) : (left, high);
        }

        return (float)Math.Exp((low + high) / 2);
    }

    private static HeldOutAnswer Answer(FloatWeights weights, LabelledText text, TrainingSettings settings)
    {
        var lanes = new float[NgramLanes.Count];
        weights.Score(weights.RowsOf(FeatureList.Of(TrainingItems.Read(text), settings.BlockWeights)), lanes);
        return new HeldOutAnswer(text, lanes);
    }

    private static double Loss(IReadOnlyList<HeldOutAnswer> answers, double[] weights, double logTemperature)
    {
        Span<float> tasks = stackalloc float[TaskNames.Count];
        double sum = 0;
        for (var i = 0; i < answers.Count; i++)
        {
            answers[i].Logits.AsSpan(0, tasks.Length).CopyTo(tasks);
            Softmax.Apply(tasks, (float)Math.Exp(logTemperature));
            sum -= weights[i] * Math.Log(Math.Max(tasks[(int)answers[i].Text.Task], float.Epsilon));
        }

        return sum;
    }

    // The largest groups first, each to the part that has least: parts of one size, and no group in two of them.
    private static int[] Deal(IReadOnlyList<LabelledText> texts, int seed)
    {
        var groups = texts.GroupBy(TrainingItems.GroupOf).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        var order = Enumerable.Range(0, groups.Length).ToArray();
        new StableRandom(seed + 2).Shuffle(order);
        var sizes = new int[Folds];
        var foldOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in order.Select(i => groups[i]).OrderByDescending(group => group.Count()))
        {
            var fold = Array.IndexOf(sizes, sizes.Min());
            sizes[fold] += group.Count();
            foldOf[group.Key] = fold;
        }

        return [.. texts.Select(text => foldOf[TrainingItems.GroupOf(text)])];
    }
}

/// <param name="Logits">Of all lanes.</param>
internal sealed record HeldOutAnswer(LabelledText Text, float[] Logits);
