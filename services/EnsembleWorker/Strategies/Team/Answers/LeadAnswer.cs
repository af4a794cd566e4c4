using System.Text.Json.Nodes;
using Orchestrator.EnsembleWorker.Strategies.Prompts;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>The lead's answer: its format, and what it says. Pure.</summary>
internal static class LeadAnswer
{
    /// <param name="offered">Roles that may be called in this turn.</param>
    public static string Schema(IEnumerable<string> offered)
    {
        var choices = new JsonArray([.. Choices(offered).Select(name => (JsonNode)name)]);
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["choice"] = new JsonObject { ["type"] = "string", ["enum"] = choices },
                ["instruction"] = new JsonObject { ["type"] = "string" },
                ["answer"] = new JsonObject { ["type"] = "string" },
            },
            ["required"] = new JsonArray("choice", "instruction", "answer"),
        }.ToJsonString();
    }

    /// <returns>The decision, or a sentence for the model about what is wrong with its answer.</returns>
    public static (LeadChoice? Choice, string Problem) Read(string text, IReadOnlyList<string> offered, RoleNames names)
    {
        if (ModelJson.Find(text) is not { } json)
        {
            return (null, "There is no JSON object in it.");
        }

        var said = JsonFields.Text(json, "choice").TrimStart('@');
        var choice = Choices(offered).FirstOrDefault(name => name.Equals(said, StringComparison.OrdinalIgnoreCase));
        choice ??= names.Find(said) is { } role && offered.Contains(role, StringComparer.Ordinal) ? role : null;
        return choice is null
            ? (null, $"The choice {Quoted.Of(said)} is none of these: {string.Join(", ", Choices(offered))}.")
            : (new LeadChoice(choice, JsonFields.Text(json, "instruction"), JsonFields.Text(json, "answer")), "");
    }

    private static IEnumerable<string> Choices(IEnumerable<string> offered) =>
        [.. offered, LeadChoice.Finish, LeadChoice.AskUser];
}
