using System.Text;
using System.Text.Json;

namespace Orchestrator.Inference.Conversation;

/// <summary>Tool calls that come in fragments, put together. They are handed out whole, in the order of their numbers.</summary>
/// <param name="maxCalls">More calls end the answer.</param>
/// <param name="maxCharacters">Longest arguments of one call.</param>
internal sealed class ToolCallParts(int maxCalls, int maxCharacters)
{
    private readonly SortedDictionary<int, Part> _parts = [];

    public bool IsEmpty => _parts.Count == 0;

    /// <summary>A call's beginning, or more of it. Null for what this fragment does not say.</summary>
    public void Add(int index, string? id, string? name, string? arguments)
    {
        if (!_parts.TryGetValue(index, out var part))
        {
            if (_parts.Count == maxCalls)
            {
                throw Broken($"The answer asks for more than {maxCalls} tool calls.");
            }

            _parts[index] = part = new Part();
        }

        part.Id ??= id;
        part.Name ??= name;
        part.Arguments.Append(arguments);
        if (part.Arguments.Length > maxCharacters)
        {
            throw Broken($"The arguments of a tool call are longer than {maxCharacters} characters.");
        }
    }

    /// <summary>All calls, and from here on none.</summary>
    /// <param name="wasCutOff">The limit of tokens was reached: the call that was being written is left out.</param>
    public IReadOnlyList<ToolCall> Take(bool wasCutOff)
    {
        List<ToolCall> calls = [];
        foreach (var part in _parts.Values)
        {
            if (Whole(part) is { } call)
            {
                calls.Add(call);
            }
            else if (!wasCutOff)
            {
                throw Broken("The arguments of a tool call are not a JSON object.");
            }
        }

        _parts.Clear();
        return calls;
    }

    private static ToolCall? Whole(Part part)
    {
        if (part.Name is null)
        {
            return null;
        }

        try
        {
            var text = part.Arguments.Length == 0 ? "{}" : part.Arguments.ToString();
            var arguments = JsonSerializer.Deserialize<JsonElement>(text);
            return arguments.ValueKind == JsonValueKind.Object ? new ToolCall(part.Id, part.Name, arguments) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static InferenceException Broken(string message) =>
        new(new InferenceError(InferenceStage.FirstToken, InferenceCause.StreamBroken, message));

    private sealed class Part
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
