using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classify;

/// <summary>Adds what was found to the fields of a line.</summary>
internal static class ClassifiedLine
{
    private const int Digits = 4;

    // Korean stays readable; the lines go to files and pipes, not into pages.
    private static readonly JsonSerializerOptions _plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(TextLine line, Router.Classification.Classification found)
    {
        var fields = line.Fields;
        fields["predicted_task"] = TaskNames.Of(found.Task);
        fields["predicted_language"] = LanguageNames.Of(found.Language);
        fields["predicted_difficulty"] = Math.Round(found.Difficulty, Digits);
        fields["predicted_needs_tools"] = Math.Round(found.NeedsTools, Digits);
        fields["predicted_probability"] = Math.Round(found.Probability, Digits);
        fields["predicted_tier"] = TierNames.Of(found.Tier);
        fields["predicted_unsure"] = found.IsUnsure;
        fields["probabilities"] = new JsonObject(
            Shares(found)
                .Select((share, task) => KeyValuePair.Create(TaskNames.All[task], (JsonNode?)Math.Round(share, Digits)))
        );
        return fields.ToJsonString(_plain);
    }

    /// <summary>A probability for each task, also where the tier knows only its own.</summary>
    public static IReadOnlyList<double> Shares(Router.Classification.Classification found)
    {
        if (found.TaskProbabilities.Count > 0)
        {
            return found.TaskProbabilities;
        }

        var shares = new double[TaskNames.Count];
        Array.Fill(shares, (1 - found.Probability) / (TaskNames.Count - 1));
        shares[(int)found.Task] = found.Probability;
        return shares;
    }
}
