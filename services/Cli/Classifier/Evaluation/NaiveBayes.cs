using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Evaluation;

/// <summary>Multinomial naive Bayes over words, add-one smoothing: what everybody would try first.</summary>
internal sealed class NaiveBayes
{
    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);
    private readonly int[] _words = new int[TaskNames.Count];
    private readonly int[] _texts = new int[TaskNames.Count];

    public NaiveBayes(IEnumerable<LabelledText> texts)
    {
        foreach (var text in texts)
        {
            _texts[(int)text.Task]++;
            foreach (var word in Words(text.Text))
            {
                var counts = _counts.TryGetValue(word, out var known)
                    ? known
                    : _counts[word] = new int[TaskNames.Count];
                counts[(int)text.Task]++;
                _words[(int)text.Task]++;
            }
        }
    }

    public double[] Ask(string text)
    {
        var logs = new double[TaskNames.Count];
        for (var task = 0; task < logs.Length; task++)
        {
            logs[task] = Math.Log((_texts[task] + 1.0) / (_texts.Sum() + logs.Length));
        }

        foreach (var counts in Words(text).Select(word => _counts.GetValueOrDefault(word)).OfType<int[]>())
        {
            for (var task = 0; task < logs.Length; task++)
            {
                logs[task] += Math.Log((counts[task] + 1.0) / (_words[task] + _counts.Count));
            }
        }

        var highest = logs.Max();
        var sum = logs.Sum(log => Math.Exp(log - highest));
        return [.. logs.Select(log => Math.Exp(log - highest) / sum)];
    }

    private static string[] Words(string text) =>
        TextNormalizer
            .Normalize(text)
            .Split([' ', '\n', '.', ',', '?', '!', ':', ';', '"', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
}
