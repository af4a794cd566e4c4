using System.Text.Json;
using Orchestrator.Files;
using Orchestrator.Router.Learned.Prompts;

namespace Orchestrator.Cli.Evaluate.Outcomes;

/// <summary>Reads one line of a file of outcomes; what is wrong is told with its field.</summary>
/// <param name="readsChoices">False: what stands beside the prompt is not read.</param>
internal sealed class OutcomeLineReader(bool readsChoices)
{
    private const int ScoresMin = 2;

    // Scores are 0 to 1, but there are measures (METEOR is one) that fall below 0 for nonsense.
    private const int ScoreMin = -1;
    private const int ScoreMax = 1;

    // Dollars for one answer.
    private const int CostMax = 1_000_000;

    /// <exception cref="OutcomeException">The line is none.</exception>
    public OutcomeLine Read(string line)
    {
        using var json = LineJson.Parse(line);
        var root = json.RootElement;
        var prompt = LineJson.Text(root, "prompt") ?? throw new OutcomeException("prompt", "is missing");
        var domain = LineJson.Text(root, "domain") ?? "";
        if (domain.Length > EvaluateLimits.NameCharsMax)
        {
            throw new OutcomeException("domain", $"needs at most {EvaluateLimits.NameCharsMax} characters");
        }

        var scores = Numbers(root, "scores", ScoreMin, ScoreMax) ?? throw new OutcomeException("scores", "is missing");
        if (scores.Count < ScoresMin)
        {
            throw new OutcomeException("scores", "needs at least two models");
        }

        var choices = readsChoices ? ChoicesText.Of(root) : "";
        return new OutcomeLine(domain, PromptShape.Of(prompt + choices), scores, Numbers(root, "cost_usd", 0, CostMax))
        {
            HasChoices = choices.Length > 0,
        };
    }

    private static Dictionary<string, double>? Numbers(JsonElement root, string field, int min, int max)
    {
        if (!root.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new OutcomeException(field, "needs to be an object of numbers by model");
        }

        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            Add(numbers, field, property, min, max);
        }

        return numbers;
    }

    private static void Add(Dictionary<string, double> numbers, string field, JsonProperty property, int min, int max)
    {
        if (property.Name.Length is 0 or > EvaluateLimits.NameCharsMax || numbers.Count >= EvaluateLimits.ModelsMax)
        {
            throw new OutcomeException(
                field,
                $"needs names of 1 to {EvaluateLimits.NameCharsMax} characters, at most {EvaluateLimits.ModelsMax} of them"
            );
        }

        var path = $"{field}.{Quoted.Of(property.Name).Trim('\'')}";
        if (
            property.Value.ValueKind != JsonValueKind.Number
            || !property.Value.TryGetDouble(out var number)
            || !(number >= min && number <= max)
        )
        {
            throw new OutcomeException(path, $"needs a number from {min} to {max}");
        }

        if (!numbers.TryAdd(property.Name, number))
        {
            throw new OutcomeException(path, "is there twice");
        }
    }
}
