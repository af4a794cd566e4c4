using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.Anthropic;

/// <summary>System text and messages. A message's results of tools become messages of their own, before its text.</summary>
internal sealed class AnthropicMessages(JsonFields fields)
{
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);

    public ImmutableArray<PromptMessage> Read()
    {
        var system = SystemOf();
        return
        [
            .. system.Length == 0 ? [] : new[] { new PromptMessage("system", system) },
            .. fields.Objects("messages", "[]anthropic.MessageParam").SelectMany(Message),
        ];
    }

    private string SystemOf() =>
        fields.Any("system") switch
        {
            { ValueKind: JsonValueKind.String } => fields.Text("system"),
            { ValueKind: JsonValueKind.Array } => string.Concat(
                fields
                    .Objects("system", "[]any")
                    .Where(block => block.Text("type") == "text")
                    .Select(block => block.Text("text"))
            ),
            _ => "",
        };

    private IEnumerable<PromptMessage> Message(JsonFields message)
    {
        var role = message.Text("role").ToLowerInvariant();
        if (message.Any("content") is { ValueKind: JsonValueKind.String })
        {
            return [new PromptMessage(role, message.Text("content"))];
        }

        var results = new List<PromptMessage>();
        var own = new PromptMessage(role, "");
        foreach (var block in message.Objects("content", "[]anthropic.ContentBlock"))
        {
            own = Add(own, results, block);
        }

        return own == new PromptMessage(role, "") ? results : [.. results, own];
    }

    private PromptMessage Add(PromptMessage message, List<PromptMessage> results, JsonFields block)
    {
        switch (block.Text("type"))
        {
            case "text":
                return message with { Content = message.Content + block.Text("text") };
            case "thinking":
                return message with { Extra = message.Extra + block.Text("thinking") };
            case "image":
                CheckImage(block.Object("source", "anthropic.ImageSource"));
                return message with { Images = message.Images + 1 };
            case "tool_use":
                return message with { Extra = message.Extra + CallOf(block) };
            case "tool_result":
                results.Add(ResultOf(block));
                return message;
            default:
                // Blocks of the vendor's own tools are passed over, as Ollama does.
                return message;
        }
    }

    private string CallOf(JsonFields block)
    {
        fields.Errors.Add(
            block.Text("id").Length == 0 ? WireError.Bad("tool_use block missing required 'id' field")
            : block.Text("name").Length == 0 ? WireError.Bad("tool_use block missing required 'name' field")
            : null
        );
        _toolNames[block.Text("id")] = block.Text("name");
        return block.Text("name") + (block.Any("input")?.GetRawText() ?? "");
    }

    private PromptMessage ResultOf(JsonFields block)
    {
        var tool = _toolNames.GetValueOrDefault(block.Text("tool_use_id"));
        if (block.Any("content") is not { ValueKind: JsonValueKind.Array })
        {
            return new PromptMessage("tool", block.Text("content"), 0, tool);
        }

        var parts = block.Objects("content", "[]any").ToList();
        var images = parts.Where(part => part.Text("type") == "image").ToList();
        foreach (var image in images)
        {
            CheckImage(image.Object("source", "anthropic.ImageSource"));
        }

        var texts = parts.Where(part => part.Text("type") == "text").Select(part => part.Text("text"));
        return new PromptMessage("tool", string.Concat(texts), images.Count, tool);
    }

    private void CheckImage(JsonFields? source) =>
        fields.Errors.Add(
            source is null ? WireError.Bad("invalid image source")
            : source.Text("type") != "base64"
                ? WireError.Bad($"invalid image source type: {source.Text("type")}. Only base64 images are supported.")
            : !Base64.IsValid(source.Text("data"))
                ? WireError.Bad("invalid base64 image data: illegal base64 data at input byte 0")
            : null
        );
}
