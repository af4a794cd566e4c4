using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Inference.Anthropic;

/// <summary>The thinking blocks of one answer, as they have to be sent back.</summary>
/// <param name="maxCharacters">Longer thoughts are given up: they could not be remembered anyway.</param>
internal sealed class SignedThoughts(int maxCharacters)
{
    private readonly SortedDictionary<int, Thought> _thoughts = [];
    private int _length;

    public void AddText(int index, string text)
    {
        _length += text.Length;
        if (_length <= maxCharacters)
        {
            At(index).Text.Append(text);
        }
    }

    public void Sign(int index, string signature) => At(index).Signature = signature;

    public void AddRedacted(int index, string data) => At(index).Redacted = data;

    /// <summary>Empty when one of them lacks its signature: Anthropic takes all or none.</summary>
    public IReadOnlyList<string> ToBlocks() =>
        _length > maxCharacters
        || _thoughts.Values.Any(thought => thought.Signature is null && thought.Redacted is null)
            ? []
            : [.. _thoughts.Values.Select(ToBlock)];

    private static string ToBlock(Thought thought) =>
        (
            thought.Redacted is { } data
                ? new JsonObject { ["type"] = "redacted_thinking", ["data"] = data }
                : new JsonObject
                {
                    ["type"] = "thinking",
                    ["thinking"] = thought.Text.ToString(),
                    ["signature"] = thought.Signature,
                }
        ).ToJsonString();

    private Thought At(int index)
    {
        if (!_thoughts.TryGetValue(index, out var thought))
        {
            _thoughts[index] = thought = new Thought();
        }

        return thought;
    }

    private sealed class Thought
    {
        public StringBuilder Text { get; } = new();

        public string? Signature { get; set; }

        public string? Redacted { get; set; }
    }
}
