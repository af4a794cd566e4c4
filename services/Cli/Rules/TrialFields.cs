using System.Text.Json;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Rules;

namespace Orchestrator.Cli.Rules;

/// <summary>The fields of one request.</summary>
internal static class TrialFields
{
    private static readonly string[] _roles = ["system", "user", "assistant", "tool"];

    /// <exception cref="JsonException">A field is unknown or wrong; the message names it.</exception>
    public static RuleTrial Read(string place, JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("a JSON object is expected.");
        }

        var trial = new RuleTrial(place, []);
        foreach (var field in line.EnumerateObject())
        {
            trial = With(trial, field.Name, field.Value);
        }

        return trial.Turns.Count > 0 ? trial : throw new JsonException("prompt or messages is missing.");
    }

    private static RuleTrial With(RuleTrial trial, string name, JsonElement value) =>
        name switch
        {
            "prompt" => trial with { Turns = [new ConversationTurn("user", Text(name, value))] },
            "messages" => trial with { Turns = [.. List(name, value).Select(Turn)] },
            "model" => trial with { Model = Text(name, value) },
            "headers" => trial with { Headers = Headers(value) },
            "key" => trial with { Key = Text(name, value) },
            "role" => trial with { Role = Text(name, value) },
            "priority" => trial with { Priority = Priority(Text(name, value)) },
            "tools" => trial with { ToolCount = Truth(name, value) ? 1 : 0 },
            "images" => trial with { ImageCount = Truth(name, value) ? 1 : 0 },
            "json" => trial with { WantsJson = Truth(name, value) },
            "expect" => trial with { Expect = Expectations(value) },
            // So that a file of prompts that says more about them can be used as it is.
            "id" or "comment" => trial,
            _ => throw new JsonException($"{name} is no field of a request."),
        };

    private static ConversationTurn Turn(JsonElement message)
    {
        var role = Text("messages[].role", Member(message, "role"));
        return _roles.Contains(role)
            ? new ConversationTurn(role, Text("messages[].content", Member(message, "content")))
            : throw new JsonException($"messages[].role is one of {string.Join(", ", _roles)}.");
    }

    private static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var member)
            ? member
            : throw new JsonException($"messages[].{name} is missing.");

    private static Dictionary<string, string> Headers(JsonElement value) =>
        Members("headers", value)
            .ToDictionary(
                header => header.Name.ToLowerInvariant(),
                header => Text(header.Name, header.Value),
                StringComparer.Ordinal
            );

    private static Dictionary<string, IReadOnlyList<string>> Expectations(JsonElement value)
    {
        var expect = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var member in Members("expect", value))
        {
            if (!TrialResult.Facts.Any(fact => fact.Name == member.Name))
            {
                var known = string.Join(", ", TrialResult.Facts.Select(fact => fact.Name));
                throw new JsonException($"expect.{member.Name} is unknown; known are {known}.");
            }

            expect[member.Name] = Texts($"expect.{member.Name}", member.Value);
        }

        return expect;
    }

    /// <summary>One text, a list of them, or null for none.</summary>
    private static IReadOnlyList<string> Texts(string name, JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => Text(name, item))],
            _ => [Text(name, value)],
        };

    private static RequestPriority Priority(string name) =>
        RuleValues.PriorityNames.ToList().IndexOf(name) is var place and >= 0
            ? (RequestPriority)place
            : throw new JsonException($"priority is one of {string.Join(", ", RuleValues.PriorityNames)}.");

    private static JsonElement.ObjectEnumerator Members(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
            : throw new JsonException($"{name} is an object.");

    private static JsonElement.ArrayEnumerator List(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw new JsonException($"{name} is a list.");

    private static string Text(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonException($"{name} is a text.");

    private static bool Truth(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new JsonException($"{name} is true or false.");
}
