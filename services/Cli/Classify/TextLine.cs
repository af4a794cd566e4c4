using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Classify;

/// <summary>One line of a file to classify: what it asks, its label if it has one, and all that stood in it.</summary>
/// <param name="Task">The label; null where there is none.</param>
/// <param name="Language">The label of the language; null where there is none.</param>
internal sealed record TextLine(JsonObject Fields, ClassificationRequest Request, TaskType? Task, string? Language)
{
    /// <exception cref="LineException">It is no JSON object, or a field is wrong.</exception>
    public static TextLine Parse(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject fields)
            {
                throw new LineException("not a JSON object.");
            }

            var request = new ClassificationRequest(
                Turns(fields),
                ToolCount(fields),
                Count(fields, "images"),
                Flag(fields, "wants_json")
            );
            return new TextLine(fields, request, Label(fields), Text(fields, "lang", isRequired: false));
        }
        catch (JsonException exception)
        {
            throw new LineException($"not JSON (at character {exception.BytePositionInLine}).");
        }
        // The parser tells a field that stands there twice in this way.
        catch (ArgumentException)
        {
            throw new LineException("a field stands in it twice.");
        }
    }

    private static ConversationTurn[] Turns(JsonObject fields)
    {
        var text = new ConversationTurn("user", Text(fields, "text", isRequired: true)!);
        if (fields["turns"] is not { } before)
        {
            return [text];
        }

        return before is JsonArray { Count: <= ClassifyLimits.Turns } turns
            ? [.. turns.Select(Turn), text]
            : throw new LineException($"'turns' is no list of at most {ClassifyLimits.Turns} turns.");
    }

    private static ConversationTurn Turn(JsonNode? turn) =>
        turn is JsonObject said
            ? new ConversationTurn(Text(said, "role", isRequired: true)!, Text(said, "text", isRequired: true)!)
            : throw new LineException("'turns' has an entry without 'role' and 'text'.");

    private static int ToolCount(JsonObject fields) =>
        fields["tools"] is JsonArray tools ? tools.Count
        : fields["tools"] is not null ? Count(fields, "tools")
        : Flag(fields, "has_tools") ? 1
        : 0;

    private static TaskType? Label(JsonObject fields)
    {
        if (Text(fields, "task", isRequired: false) is not { } name)
        {
            return null;
        }

        for (var task = 0; task < TaskNames.Count; task++)
        {
            if (TaskNames.All[task] == name)
            {
                return (TaskType)task;
            }
        }

        throw new LineException($"'task' is none of {string.Join(", ", TaskNames.All)}.");
    }

    private static string? Text(JsonObject fields, string name, bool isRequired)
    {
        if (fields[name] is not { } value)
        {
            return isRequired ? throw new LineException($"'{name}' is missing.") : null;
        }

        return value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : throw new LineException($"'{name}' is no text.");
    }

    private static int Count(JsonObject fields, string name)
    {
        if (fields[name] is not { } value)
        {
            return 0;
        }

        return
            value is JsonValue number
            && number.TryGetValue<int>(out var count)
            && count is >= 0 and <= ClassifyLimits.Count
            ? count
            : throw new LineException($"'{name}' is no number from 0 to {ClassifyLimits.Count}.");
    }

    private static bool Flag(JsonObject fields, string name) =>
        fields[name]?.GetValueKind() switch
        {
            null or JsonValueKind.False => false,
            JsonValueKind.True => true,
            _ => throw new LineException($"'{name}' is neither true nor false."),
        };
}
