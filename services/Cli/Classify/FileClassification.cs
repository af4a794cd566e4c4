using Orchestrator.Cli.Classifier.Evaluation;
using Orchestrator.Cli.Output;
using Orchestrator.Router;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classify;

/// <summary>Classifies line after line, as the router would; nothing is kept but the figures.</summary>
internal sealed class FileClassification(string name, TextWriter errors, bool tellsProgress)
{
    private static readonly int _charLimit = new RouterOptions().ClassifiedChars;
    private readonly List<Prediction> _labelled = [];

    /// <summary>Lines that were classified.</summary>
    public int Good { get; private set; }

    /// <summary>Lines that were not: they are told, and left out.</summary>
    public int Bad { get; private set; }

    /// <summary>Lines with a label of their language, and how many of these were found right.</summary>
    public (int All, int Right) Languages { get; private set; }

    public IReadOnlyList<Prediction> Labelled => _labelled;

    public void Run(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var (number, line) in new BoundedLines(input, ClassifyLimits.LineChars).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Take(number, line, output);
            if (tellsProgress && number % ClassifyLimits.ProgressLines == 0)
            {
                errors.WriteLine($"{number} lines");
            }
        }

        if (Bad > ClassifyLimits.ToldProblems)
        {
            errors.WriteLine($"{name}: {Bad - ClassifyLimits.ToldProblems} more bad lines.");
        }
    }

    private void Take(int number, string? text, TextWriter output)
    {
        if (text is { Length: 0 })
        {
            return;
        }

        try
        {
            var line = text is null
                ? throw new LineException($"longer than {ClassifyLimits.LineChars} characters.")
                : TextLine.Parse(text);
            var found = TaskClassifier.Classify(line.Request, _charLimit);
            Note(line, found);
            output.Write(ClassifiedLine.Write(line, found) + "\n");
            Good++;
        }
        catch (LineException exception)
        {
            Bad++;
            if (Bad <= ClassifyLimits.ToldProblems)
            {
                errors.WriteLine($"{name}:{number}: {exception.Message}");
            }
        }
    }

    private void Note(TextLine line, Router.Classification.Classification found)
    {
        if (line.Language is { } language)
        {
            var isRight = LanguageNames.Of(found.Language) == language;
            Languages = (Languages.All + 1, Languages.Right + (isRight ? 1 : 0));
        }

        if (line.Task is { } task)
        {
            _labelled.Add(
                new Prediction(
                    (int)task,
                    line.Language ?? "",
                    Source: "",
                    (int)found.Task,
                    ClassifiedLine.Shares(found)
                )
            );
        }
    }
}
