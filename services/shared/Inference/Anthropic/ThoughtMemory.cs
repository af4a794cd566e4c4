using System.Text.Json.Nodes;

namespace Orchestrator.Inference.Anthropic;

/// <summary>
/// The signed thoughts of answers that called tools, by the id of the first call. Anthropic wants them back, unchanged,
/// with the tools' results, and our clients' dialects have no place for a signature.
/// </summary>
internal sealed class ThoughtMemory(AnthropicOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _blocks = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldest = [];

    /// <param name="toolUseId">Of the answer's first call.</param>
    /// <param name="blocks">Each a thinking block as JSON.</param>
    public void Keep(string toolUseId, IReadOnlyList<string> blocks)
    {
        if (blocks.Sum(block => (long)block.Length) > options.MaxThoughtCharacters)
        {
            return;
        }

        lock (_lock)
        {
            if (_blocks.TryAdd(toolUseId, blocks))
            {
                _oldest.Enqueue(toolUseId);
            }

            while (_oldest.Count > options.RememberedThoughts)
            {
                _blocks.Remove(_oldest.Dequeue());
            }
        }
    }

    /// <summary>Empty when there were none or they are forgotten.</summary>
    public IEnumerable<JsonNode> Find(string toolUseId)
    {
        lock (_lock)
        {
            return [.. _blocks.GetValueOrDefault(toolUseId, []).Select(block => JsonNode.Parse(block)!)];
        }
    }
}
