using System.Globalization;
using Orchestrator.Cli.Classifier.Evaluation;
using Orchestrator.Router.Classification;
using Spectre.Console;

namespace Orchestrator.Cli.Classifier.Report;

/// <summary>The figures for people.</summary>
internal sealed class EvaluationReport(IAnsiConsole console)
{
    public void Write(Evaluated found)
    {
        console.WriteLine(
            $"Leave one source out: {found.Headline.Count} external texts of {found.Headline.Select(one => one.Source).Distinct().Count()} sources; each is classified by a model that has not seen its source. {found.OwnTexts} own texts were learnt from."
        );
        console.WriteLine(
            $"Macro-F1 is over classes with at least {Scores.CountedFrom} texts; the interval is that of 95 % of 1,000 resamples."
        );
        WriteMethods(found);
        foreach (var language in found.Headline.Select(one => one.Language).Distinct().Order(StringComparer.Ordinal))
        {
            WriteClasses($"production, {language}", [.. found.Headline.Where(one => one.Language == language)]);
        }

        WriteClasses("production, all", found.Headline);
        WriteConfusion(found.Headline);
        WriteSources(found.Headline);
    }

    private void WriteMethods(Evaluated found)
    {
        var table = Table("method", "texts as", "accuracy", "macro-F1", "95 %", "ECE before", "ECE");
        foreach (var damage in Damages.All)
        {
            foreach (var method in Methods.All)
            {
                var line = found.LineOf(method, damage);
                table.AddRow(
                    line.Method,
                    line.Damage,
                    Show(line.Accuracy),
                    Show(line.MacroF1),
                    $"{Show(line.Low)}–{Show(line.High)}",
                    Show(line.ErrorBefore),
                    Show(line.ErrorAfter)
                );
            }
        }

        console.Write(table);
    }

    public void WriteClasses(string title, IReadOnlyList<Prediction> predictions)
    {
        var confusion = Scores.Confusion(predictions);
        console.WriteLine(
            $"{title}: accuracy {Show(Scores.Accuracy(predictions))}, macro-F1 {Show(Scores.MacroF1(predictions))}"
        );
        var sure = Scores.Sure(predictions);
        console.WriteLine(
            $"Sure of {Show(sure.Share)} of them: accuracy {Show(sure.Accuracy)} there, {Show(sure.AccuracyOfOthers)} elsewhere."
        );
        var table = Table("class", "texts", "precision", "recall", "F1", "");
        foreach (
            var one in Enumerable
                .Range(0, TaskNames.Count)
                .Select(task => Scores.Class(confusion, task))
                .Where(one => one.Count > 0)
        )
        {
            table.AddRow(
                TaskNames.All[one.Task],
                one.Count.ToString(CultureInfo.InvariantCulture),
                Show(one.Precision),
                Show(one.Recall),
                Show(one.F1),
                one.Count < Scores.CountedFrom ? "not in the average" : ""
            );
        }

        console.Write(table);
    }

    public void WriteConfusion(IReadOnlyList<Prediction> predictions)
    {
        console.WriteLine("Rows are labels, columns what was said:");
        var confusion = Scores.Confusion(predictions);
        var table = Table(["", .. TaskNames.All.Select(name => name[..4])]);
        for (var row = 0; row < TaskNames.Count; row++)
        {
            table.AddRow([
                TaskNames.All[row],
                .. Enumerable
                    .Range(0, TaskNames.Count)
                    .Select(column => confusion[row, column].ToString(CultureInfo.InvariantCulture)),
            ]);
        }

        console.Write(table);
    }

    private void WriteSources(IReadOnlyList<Prediction> predictions)
    {
        var table = Table("source", "texts", "accuracy");
        foreach (var source in predictions.GroupBy(one => one.Source))
        {
            table.AddRow(
                Markup.Escape(source.Key),
                source.Count().ToString(CultureInfo.InvariantCulture),
                Show(Scores.Accuracy([.. source]))
            );
        }

        console.Write(table);
    }

    private static Table Table(params string[] headings)
    {
        var table = new Table { Border = TableBorder.Simple };
        for (var i = 0; i < headings.Length; i++)
        {
            var column = new TableColumn(headings[i]).NoWrap();
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        return table;
    }

    private static string Show(double number) => number.ToString("F3", CultureInfo.InvariantCulture);
}
