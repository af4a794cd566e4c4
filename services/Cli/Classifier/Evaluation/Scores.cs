using Orchestrator.Cli.Classifier.Training;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Evaluation;

/// <summary>The figures of a list of predictions.</summary>
internal static class Scores
{
    /// <summary>Texts that a class needs to count in the macro average.</summary>
    public const int CountedFrom = 20;

    private const int CalibrationBins = 15;
    private const int Resamples = 1_000;
    private const double LowerTail = 0.025;

    public static double Accuracy(IReadOnlyList<Prediction> predictions) =>
        predictions.Count == 0 ? 0 : (double)predictions.Count(one => one.IsRight) / predictions.Count;

    public static int[,] Confusion(IReadOnlyList<Prediction> predictions)
    {
        var table = new int[TaskNames.Count, TaskNames.Count];
        foreach (var one in predictions)
        {
            table[one.Task, one.Predicted]++;
        }

        return table;
    }

    public static ClassScore Class(int[,] confusion, int task)
    {
        var (count, said) = (0, 0);
        for (var i = 0; i < TaskNames.Count; i++)
        {
            count += confusion[task, i];
            said += confusion[i, task];
        }

        var right = (double)confusion[task, task];
        return new ClassScore(task, count, said == 0 ? 0 : right / said, count == 0 ? 0 : right / count);
    }

    /// <summary>The mean F1 of classes with at least <see cref="CountedFrom"/> texts.</summary>
    public static double MacroF1(IReadOnlyList<Prediction> predictions) => MacroF1(predictions, Counted(predictions));

    public static IReadOnlyList<int> Counted(IReadOnlyList<Prediction> predictions) =>
        [
            .. predictions
                .GroupBy(one => one.Task)
                .Where(group => group.Count() >= CountedFrom)
                .Select(group => group.Key)
                .Order(),
        ];

    private static double MacroF1(IReadOnlyList<Prediction> predictions, IReadOnlyList<int> counted)
    {
        var confusion = Confusion(predictions);
        return counted.Select(task => Class(confusion, task).F1).DefaultIfEmpty(0).Average();
    }

    /// <summary>95 % of resamples of the same size (with replacement) have their macro-F1 in this interval.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<Prediction> predictions, int seed)
    {
        var counted = Counted(predictions);
        var random = new StableRandom(seed);
        var values = new double[Resamples];
        var sample = new Prediction[predictions.Count];
        for (var round = 0; round < Resamples; round++)
        {
            for (var i = 0; i < sample.Length; i++)
            {
                sample[i] = predictions[random.Next(predictions.Count)];
            }

            values[round] = MacroF1(sample, counted);
        }

        Array.Sort(values);
        return (values[(int)(LowerTail * Resamples)], values[(int)((1 - LowerTail) * Resamples) - 1]);
    }

    /// <summary>How many answers the router would take as they are, and how often they and the others are right.</summary>
    public static (double Share, double Accuracy, double AccuracyOfOthers) Sure(IReadOnlyList<Prediction> predictions)
    {
        var isSure = predictions.ToLookup(one => one.Stated >= Router.Classification.Classification.SureFrom);
        Prediction[] sure = [.. isSure[true]];
        Prediction[] others = [.. isSure[false]];
        return ((double)sure.Length / Math.Max(1, predictions.Count), Accuracy(sure), Accuracy(others));
    }

    /// <summary>Expected calibration error: how far the stated probability is from how often it was right, over 15 bins.</summary>
    public static double CalibrationError(IReadOnlyList<Prediction> predictions)
    {
        var bins = new (int Count, double Stated, int Right)[CalibrationBins];
        foreach (var one in predictions)
        {
            var stated = one.Stated;
            ref var bin = ref bins[Math.Min((int)(stated * CalibrationBins), CalibrationBins - 1)];
            bin = (bin.Count + 1, bin.Stated + stated, bin.Right + (one.IsRight ? 1 : 0));
        }

        return bins.Sum(bin => Math.Abs(bin.Stated - bin.Right)) / Math.Max(1, predictions.Count);
    }
}

/// <param name="Count">Texts of this class.</param>
internal sealed record ClassScore(int Task, int Count, double Precision, double Recall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}
