using System.Collections.Immutable;
using Orchestrator.Files;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>Reads a file of answers and makes its lines comparable: the same models in each.</summary>
/// <param name="path">As it was named.</param>
internal sealed class AnswerFile(string path)
{
    private static readonly LineFileLimits _limits = new(
        EnsemblesLimits.LinesMax,
        EnsemblesLimits.LineCharsMax,
        EnsemblesLimits.FileCharsMax,
        EnsemblesLimits.ProblemsMax
    );

    public FileReading<RecordedAnswers> Read(Stream stream, CancellationToken cancellationToken)
    {
        var reading = new LineFile<AnswerLine>(path, _limits, AnswerLineReader.Read).Read(stream, cancellationToken);
        return !reading.IsGood ? FileReading.Bad<RecordedAnswers>(reading.Problems)
            : Comparable(reading.Value) is { } answers ? FileReading.Good(answers)
            : FileReading.Bad<RecordedAnswers>([
                new FileProblem(path, 0, "answers", "has no model in all of the same lines"),
            ]);
    }

    private static RecordedAnswers? Comparable(IReadOnlyList<AnswerLine> lines)
    {
        var counts = lines.SelectMany(line => line.Answers.Keys).CountBy(model => model).ToList();
        var models = counts
            .Where(pair => pair.Value >= EvaluateLimits.ModelShareMin * lines.Count)
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal)
            .ToImmutableArray();
        var kept = lines.Where(line => models.All(line.Answers.ContainsKey)).ToList();
        var notes = new List<string>();
        if (models.Length < counts.Count)
        {
            notes.Add($"{counts.Count - models.Length} models that too few lines have are left out.");
        }

        if (kept.Count < lines.Count)
        {
            notes.Add($"{lines.Count - kept.Count} lines that do not have every model are left out.");
        }

        return models.Length > 0 && kept.Count > 0 ? new RecordedAnswers(models, kept, notes) : null;
    }
}
