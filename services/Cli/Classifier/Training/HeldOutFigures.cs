using Orchestrator.Cli.Classifier.Evaluation;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>How well models answered texts of groups that they had not seen.</summary>
internal static class HeldOutFigures
{
    private const double Half = 0.5;

    public static IReadOnlyList<Prediction> Predictions(IEnumerable<HeldOutAnswer> answers, float temperature) =>
        [
            .. answers.Select(answer =>
            {
                float[] tasks = [.. answer.Logits.AsSpan(0, NgramLanes.Tasks)];
                Softmax.Apply(tasks, temperature);
                return Prediction.Of(answer.Text, [.. tasks.Select(share => (double)share)]);
            }),
        ];

    public static double DifficultyError(IEnumerable<HeldOutAnswer> answers) =>
        Mean(
            answers
                .Where(answer => answer.Text.Difficulty is not null)
                .Select(answer => Math.Abs(Stated(answer, NgramLanes.Difficulty) - answer.Text.Difficulty!.Value))
        );

    /// <summary>What always saying the median would miss by.</summary>
    public static double DifficultyErrorOfConstant(IEnumerable<HeldOutAnswer> answers)
    {
        var wanted = answers.Select(answer => answer.Text.Difficulty).OfType<double>().Order().ToArray();
        return wanted.Length == 0 ? 0 : wanted.Average(value => Math.Abs(value - wanted[wanted.Length / 2]));
    }

    public static double ToolsAccuracy(IEnumerable<HeldOutAnswer> answers) =>
        Mean(
            answers
                .Where(answer => answer.Text.NeedsTools is not null)
                .Select(answer =>
                    Stated(answer, NgramLanes.NeedsTools) >= Half == answer.Text.NeedsTools >= Half ? 1.0 : 0
                )
        );

    public static double ToolsShare(IEnumerable<HeldOutAnswer> answers) =>
        Mean(answers.Select(answer => answer.Text.NeedsTools).OfType<double>().Select(need => need >= Half ? 1.0 : 0));

    private static double Stated(HeldOutAnswer answer, int lane) => Softmax.Sigmoid(answer.Logits[lane]);

    private static double Mean(IEnumerable<double> numbers) => numbers.DefaultIfEmpty(0).Average();
}
