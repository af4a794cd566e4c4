using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Cli.Classifier.Evaluation;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classifier.Report;

/// <summary>The figures for programs. Names never change.</summary>
internal static class ScoreJson
{
    private const int Digits = 6;
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, NewLine = "\n" };

    public static string Write(Evaluated found)
    {
        var lines =
            from damage in Damages.All
            from method in Methods.All
            select (JsonNode)Line(found.LineOf(method, damage));
        var result = new JsonObject
        {
            ["method"] = "leave one source out",
            ["own_texts"] = found.OwnTexts,
            ["lines"] = new JsonArray([.. lines]),
            ["production"] = Of(found.Headline),
            ["languages"] = new JsonObject(
                found
                    .Headline.GroupBy(one => one.Language)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)Of([.. group])))
            ),
            ["sources"] = new JsonObject(
                found
                    .Headline.GroupBy(one => one.Source)
                    .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)Round(Scores.Accuracy([.. group]))))
            ),
        };
        return result.ToJsonString(_indented) + "\n";
    }

    /// <summary>Accuracy, macro-F1, classes and confusion of some predictions.</summary>
    public static JsonObject Of(IReadOnlyList<Prediction> predictions)
    {
        var confusion = Scores.Confusion(predictions);
        var sure = Scores.Sure(predictions);
        return new JsonObject
        {
            ["texts"] = predictions.Count,
            ["accuracy"] = Round(Scores.Accuracy(predictions)),
            ["macro_f1"] = Round(Scores.MacroF1(predictions)),
            ["calibration_error"] = Round(Scores.CalibrationError(predictions)),
            ["sure_share"] = Round(sure.Share),
            ["accuracy_where_sure"] = Round(sure.Accuracy),
            ["accuracy_where_unsure"] = Round(sure.AccuracyOfOthers),
            ["classes"] = new JsonArray([
                .. Enumerable.Range(0, TaskNames.Count).Select(task => (JsonNode)Class(Scores.Class(confusion, task))),
            ]),
            ["confusion"] = new JsonObject(
                Enumerable
                    .Range(0, TaskNames.Count)
                    .Select(row => KeyValuePair.Create(TaskNames.All[row], (JsonNode?)Row(confusion, row)))
            ),
        };
    }

    public static string Text(JsonObject result) => result.ToJsonString(_indented) + "\n";

    private static JsonObject Line(Line line) =>
        new()
        {
            ["method"] = line.Method,
            ["texts_as"] = line.Damage,
            ["texts"] = line.Texts,
            ["accuracy"] = Round(line.Accuracy),
            ["macro_f1"] = Round(line.MacroF1),
            ["macro_f1_low"] = Round(line.Low),
            ["macro_f1_high"] = Round(line.High),
            ["calibration_error_before"] = Round(line.ErrorBefore),
            ["calibration_error"] = Round(line.ErrorAfter),
        };

    private static JsonObject Class(ClassScore one) =>
        new()
        {
            ["task"] = TaskNames.All[one.Task],
            ["texts"] = one.Count,
            ["precision"] = Round(one.Precision),
            ["recall"] = Round(one.Recall),
            ["f1"] = Round(one.F1),
            ["in_average"] = one.Count >= Scores.CountedFrom,
        };

    private static JsonObject Row(int[,] confusion, int row) =>
        new(
            Enumerable
                .Range(0, TaskNames.Count)
                .Select(column => KeyValuePair.Create(TaskNames.All[column], (JsonNode?)confusion[row, column]))
        );

    private static JsonValue Round(double number) => JsonValue.Create(Math.Round(number, Digits));
}
