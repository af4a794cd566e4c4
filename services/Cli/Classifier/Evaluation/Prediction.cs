using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Evaluation;

/// <summary>What was said about one text.</summary>
/// <param name="Probabilities">Of each task; of the one that was said alone, where the method knows no more.</param>
/// <param name="Temperature">What the logits were divided by.</param>
internal sealed record Prediction(
    int Task,
    string Language,
    string Source,
    int Predicted,
    IReadOnlyList<double> Probabilities,
    double Temperature = 1
)
{
    public bool IsRight => Task == Predicted;

    /// <summary>The probability of what was said.</summary>
    public double Stated => Probabilities[Predicted];

    /// <summary>The same answer as the model would have stated it without calibration.</summary>
    public Prediction Uncalibrated()
    {
        var raised = Probabilities.Select(share => Math.Pow(share, Temperature)).ToArray();
        return this with { Probabilities = [.. raised.Select(share => share / raised.Sum())], Temperature = 1 };
    }

    public static Prediction Of(LabelledText text, Router.Classification.Classification found, double temperature) =>
        new(
            (int)text.Task,
            text.Language,
            text.Source,
            (int)found.Task,
            found.TaskProbabilities.Count > 0 ? found.TaskProbabilities : Only(found),
            temperature
        );

    public static Prediction Of(LabelledText text, double[] probabilities) =>
        new(
            (int)text.Task,
            text.Language,
            text.Source,
            Array.IndexOf(probabilities, probabilities.Max()),
            probabilities
        );

    private static double[] Only(Router.Classification.Classification found)
    {
        var probabilities = new double[TaskNames.Count];
        probabilities[(int)found.Task] = found.Probability;
        return probabilities;
    }
}
