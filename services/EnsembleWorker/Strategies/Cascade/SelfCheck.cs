using System.Text.Json;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>A model's verdict on its own answer.</summary>
/// <param name="Confidence">In the verdict, 0 to 1, as the model says.</param>
internal sealed record SelfCheck(bool IsCorrect, double Confidence)
{
    public const string Schema = """
        {
          "type": "object",
          "properties": {
            "reason": { "type": "string", "maxLength": 400 },
            "correct": { "type": "boolean" },
            "confidence": { "type": "number", "minimum": 0, "maximum": 1 }
          },
          "required": ["reason", "correct", "confidence"]
        }
        """;

    /// <returns>Null when the text has no verdict.</returns>
    public static SelfCheck? Of(string text)
    {
        if (
            ModelJson.Find(text) is not { } found
            || !found.TryGetProperty("correct", out var verdict)
            || verdict.ValueKind is not (JsonValueKind.True or JsonValueKind.False)
        )
        {
            return null;
        }

        return new SelfCheck(verdict.GetBoolean(), ConfidenceOf(found));
    }

    // A verdict without a usable number is as good as a guess, and RungConfidence takes it for that.
    private static double ConfidenceOf(JsonElement found) =>
        found.TryGetProperty("confidence", out var stated)
        && stated.ValueKind == JsonValueKind.Number
        && stated.TryGetDouble(out var number)
        && number is >= 0 and <= 1
            ? number
            : 0.5;
}
