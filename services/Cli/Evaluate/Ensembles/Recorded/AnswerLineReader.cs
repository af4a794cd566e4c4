using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.Cli.Evaluate.Outcomes;
using Orchestrator.Files;

namespace Orchestrator.Cli.Evaluate.Ensembles.Recorded;

/// <summary>Reads one line of a file of answers; what is wrong is told with its field.</summary>
internal static class AnswerLineReader
{
    private const int TokensMax = 10_000_000;
    private const int SecondsMax = 1_000_000;

    /// <exception cref="OutcomeException">The line is none.</exception>
    public static AnswerLine Read(string line)
    {
        using var json = LineJson.Parse(line);
        var root = json.RootElement;
        var references = References(root);
        var models = LineJson.Field(root, "answers") is { ValueKind: JsonValueKind.Object } found
            ? found
            : throw new OutcomeException("answers", "needs to be an object of texts by model");
        var answers = new Dictionary<string, ImmutableArray<RecordedAnswer>>(StringComparer.Ordinal);
        foreach (var model in models.EnumerateObject())
        {
            Add(answers, root, model, needsScore: references.IsEmpty);
        }

        return answers.Count > 0
            ? new AnswerLine(
                Name(root, "task"),
                Name(root, "language"),
                LineJson.Text(root, "prompt") ?? "",
                references,
                answers
            )
            : throw new OutcomeException("answers", "has no model");
    }

    private static ImmutableArray<string> References(JsonElement root)
    {
        var reference = LineJson.Text(root, "reference");
        var accepted = LineJson.Field(root, "accepted") is { } list ? Texts(list, "accepted") : [];
        return [.. (reference is null ? [] : accepted.Prepend(reference)), .. (reference is null ? accepted : [])];
    }

    private static string Name(JsonElement root, string field)
    {
        var name = LineJson.Text(root, field) ?? "";
        return name.Length <= EnsemblesLimits.NameCharsMax
            ? name
            : throw new OutcomeException(field, $"needs at most {EnsemblesLimits.NameCharsMax} characters");
    }

    private static void Add(
        Dictionary<string, ImmutableArray<RecordedAnswer>> answers,
        JsonElement root,
        JsonProperty model,
        bool needsScore
    )
    {
        if (model.Name.Length is 0 or > EnsemblesLimits.NameCharsMax || answers.Count >= EnsemblesLimits.ModelsMax)
        {
            throw new OutcomeException(
                "answers",
                $"needs names of 1 to {EnsemblesLimits.NameCharsMax} characters, at most {EnsemblesLimits.ModelsMax} of them"
            );
        }

        var texts = Texts(model.Value, $"answers.{Shown(model.Name)}");
        var scores = Numbers(root, "scores", model.Name, texts.Length, 1);
        if (needsScore && scores is null)
        {
            throw new OutcomeException($"scores.{Shown(model.Name)}", "is missing, and there is no reference");
        }

        var tokens = Numbers(root, "tokens", model.Name, texts.Length, TokensMax);
        var seconds = Numbers(root, "seconds", model.Name, texts.Length, SecondsMax);
        var read = texts.Select(
            (text, i) => new RecordedAnswer(text, scores?[i], (int)(tokens?[i] ?? 0), seconds?[i] ?? 0)
        );
        if (!answers.TryAdd(model.Name, [.. read]))
        {
            throw new OutcomeException($"answers.{Shown(model.Name)}", "is there twice");
        }
    }

    private static ImmutableArray<string> Texts(JsonElement value, string field)
    {
        JsonElement[] all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (all.Length is 0 or > EnsemblesLimits.SamplesMax)
        {
            throw new OutcomeException(field, $"needs 1 to {EnsemblesLimits.SamplesMax} texts");
        }

        return
        [
            .. all.Select(one =>
                LineJson.Text(one) is { Length: <= EnsemblesLimits.TextCharsMax } text
                    ? text
                    : throw new OutcomeException(
                        field,
                        $"needs to be a text of at most {EnsemblesLimits.TextCharsMax} characters, or a list of them"
                    )
            ),
        ];
    }

    /// <returns>One per answer: a single number is that of each. Null where nothing is said of the model.</returns>
    private static double[]? Numbers(JsonElement root, string field, string model, int count, int most)
    {
        if (LineJson.Field(root, field) is not { } byModel)
        {
            return null;
        }

        if (byModel.ValueKind != JsonValueKind.Object)
        {
            throw new OutcomeException(field, "needs to be an object of numbers by model");
        }

        if (LineJson.Field(byModel, model) is not { } value)
        {
            return null;
        }

        double[] numbers =
            value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(Number)]
                : [.. Enumerable.Repeat(Number(value), count)];
        return numbers.Length == count && Array.TrueForAll(numbers, number => number >= 0 && number <= most)
            ? numbers
            : throw new OutcomeException(
                $"{field}.{Shown(model)}",
                $"needs a number from 0 to {most}, or one for each of the {count} answers"
            );
    }

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number : double.NaN;

    private static string Shown(string name) => Quoted.Of(name).Trim('\'');
}
