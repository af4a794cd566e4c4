using System.Collections.Immutable;
using System.Text.Json;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;

namespace Orchestrator.SimulatedOllama.OpenAi.Responses;

/// <summary>The conversation of a responses request: instructions, then a text or a list of items.</summary>
internal sealed class ResponsesInput(JsonFields fields)
{
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);

    public ImmutableArray<PromptMessage> Read()
    {
        var instructions = fields.Text("instructions");
        return [.. instructions.Length == 0 ? [] : new[] { new PromptMessage("system", instructions) }, .. Input()];
    }

    private List<PromptMessage> Input()
    {
        switch (fields.Any("input"))
        {
            case { ValueKind: JsonValueKind.String } text:
                return [new PromptMessage("user", fields.ReadText(text, "input"))];
            case { ValueKind: JsonValueKind.Array }:
                return fields.Objects("input", "[]openai.ResponsesInputItem").Select(Item).ToList();
            case null:
                return [];
            default:
                fields.Errors.Add(WireError.Bad("input must be a string or array"));
                return [];
        }
    }

    private PromptMessage Item(JsonFields item, int index)
    {
        var type = item.Text("type");
        switch (type.Length == 0 && item.Text("role").Length > 0 ? "message" : type)
        {
            case "message":
                return Message(item);
            case "function_call":
                _toolNames[item.Text("call_id")] = item.Text("name");
                return new PromptMessage("assistant", "", Extra: item.Text("name") + item.Text("arguments"));
            case "function_call_output":
                return Output(item);
            case "reasoning":
                return new PromptMessage("assistant", "", Extra: item.Text("encrypted_content"));
            case "":
                return Wrong(index, "input item missing required 'type' field");
            default:
                return Wrong(index, $"unknown input item type: \"{type}\"");
        }
    }

    private PromptMessage Message(JsonFields item)
    {
        // Who develops gives orders like who runs the system.
        var role = item.Text("role").ToLowerInvariant() is var given && given == "developer" ? "system" : given;
        var (text, images) = Content(item, "content");
        return new PromptMessage(role, text, images);
    }

    private PromptMessage Output(JsonFields item)
    {
        var (text, images) = Content(item, "output");
        return new PromptMessage("tool", text, images, _toolNames.GetValueOrDefault(item.Text("call_id")));
    }

    private (string Text, int Images) Content(JsonFields item, string name)
    {
        if (item.Any(name) is not { ValueKind: JsonValueKind.Array })
        {
            return (item.Text(name), 0);
        }

        var parts = item.Objects(name, "[]openai.ResponsesContent").Select(Part).ToList();
        return (string.Concat(parts.Select(part => part.Text)), parts.Sum(part => part.Images));
    }

    private (string Text, int Images) Part(JsonFields part)
    {
        switch (part.Text("type"))
        {
            case "input_text" or "output_text":
                return (part.Text("text"), 0);
            case "input_image":
                fields.Errors.Add(ImageUrls.ErrorOf(part.Text("image_url")));
                return ("", 1);
            case "input_file":
                fields.Errors.Add(WireError.Bad("file inputs are not currently supported"));
                return ("", 0);
            case var type:
                fields.Errors.Add(WireError.Bad($"unknown content type: {type}"));
                return ("", 0);
        }
    }

    private PromptMessage Wrong(int index, string error)
    {
        fields.Errors.Add(WireError.Bad(FormattableString.Invariant($"input[{index}]: {error}")));
        return new PromptMessage("user", "");
    }
}
