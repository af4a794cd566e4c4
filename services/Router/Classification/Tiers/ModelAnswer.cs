using System.Text.Json;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>Reads what the small model said. Pure, and strict: what is not exactly what was asked for is nothing.</summary>
internal static class ModelAnswer
{
    /// <summary>
    /// The probability that its label is right; the others share the rest evenly. A constant, because a model's own word for
    /// its certainty is worth little: chosen with caution, not measured.
    /// </summary>
    public const double Trust = 0.75;

    private const string Task = "task";
    private const string Difficulty = "difficulty";

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 2 };

    /// <param name="model">For the evidence.</param>
    public static TierAnswer? Parse(string text, string model)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _strict);
            return Read(document.RootElement) is var (task, difficulty)
                ? new TierAnswer(Probabilities(task), $"model:{model}") { Difficulty = difficulty }
                : null;
        }
        // The second one is a string with half a character in it, which is found when it is read.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static (int Task, double Difficulty)? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var task = -1;
        var difficulty = double.NaN;
        var fields = 0;
        foreach (var field in root.EnumerateObject())
        {
            fields++;
            if (field.NameEquals(Task) && field.Value.ValueKind == JsonValueKind.String)
            {
                task = TaskNames.IndexOf(field.Value.GetString() ?? "");
            }
            else if (field.NameEquals(Difficulty) && field.Value.ValueKind == JsonValueKind.Number)
            {
                difficulty = field.Value.TryGetDouble(out var said) ? said : double.NaN;
            }
        }

        // Exactly two, so each of them once.
        return fields == 2 && task >= 0 && difficulty is >= 0 and <= 1 ? (task, difficulty) : null;
    }

    private static double[] Probabilities(int task)
    {
        var probabilities = new double[TaskNames.Count];
        Array.Fill(probabilities, (1 - Trust) / (TaskNames.Count - 1));
        probabilities[task] = Trust;
        return probabilities;
    }
}
