using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.OpenAi;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Anthropic;

/// <summary>Reads a messages request in the terms of Ollama's own API.</summary>
internal sealed class MessagesRequest(CallBuilder calls, RequestIds ids)
{
    public GenerationCall? Read(JsonFields fields)
    {
        var shared = new SharedFields
        {
            Name = fields.Text("model"),
            IsStreamed = fields.Flag("stream") ?? false,
            IsThinkOptional = true,
            Think = ThinkOf(fields),
            Options = OptionsOf(fields),
        };
        var messages = new AnthropicMessages(fields).Read();
        var conversation = new Conversation(messages, "chat")
        {
            Tools = [.. fields.Objects("tools", "[]anthropic.Tool").Select(Tool)],
        };
        fields.Errors.Add(shared.Name.Length == 0 ? WireError.ModelRequired : null);
        fields.Errors.Add(
            fields.Integer("max_tokens") is > 0 ? null : WireError.Bad("max_tokens is required and must be positive")
        );
        fields.Errors.Add(HasMessages(fields) ? null : WireError.Bad("messages is required"));
        return calls.Build(
            fields.Errors,
            shared,
            conversation,
            _ => new MessagesDialect($"msg_{ids.Long()}", shared.Name)
        );
    }

    private static bool HasMessages(JsonFields fields) =>
        fields.Any("messages") is { ValueKind: JsonValueKind.Array } messages && messages.GetArrayLength() > 0;

    private static Simulation.Answers.ToolSignature Tool(JsonFields tool) => ChatCall.SignatureOf(tool, "input_schema");

    // Thinking decides; without it the effort does.
    private static string? ThinkOf(JsonFields fields)
    {
        var effort = fields.Object("output_config", "anthropic.OutputConfig")?.Text("effort").Trim().ToLowerInvariant();
        return fields.Object("thinking", "anthropic.ThinkingConfig")?.Text("type") switch
        {
            "enabled" => "true",
            "disabled" => "false",
            _ => effort switch
            {
                "low" or "medium" or "high" or "max" => effort,
                "xhigh" => "high",
                _ => null,
            },
        };
    }

    private static JsonElement OptionsOf(JsonFields fields)
    {
        var options = new JsonObject();
        Set(options, "num_predict", fields.Integer("max_tokens"));
        Set(options, "temperature", fields.Number("temperature"));
        Set(options, "top_p", fields.Number("top_p"));
        Set(options, "top_k", fields.Integer("top_k"));
        var stops = fields.Items("stop_sequences", "[]string").Select(stop => fields.ReadText(stop, "stop_sequences"));
        options["stop"] = new JsonArray([.. stops.Select(stop => (JsonNode?)stop)]);
        return JsonNodeText.ToElement(options);
    }

    private static void Set(JsonObject options, string name, double? value)
    {
        if (value is { } number)
        {
            options[name] = number;
        }
    }
}
