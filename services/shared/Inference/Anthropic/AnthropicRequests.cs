using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Inference.Conversation;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Our calls as Anthropic's JSON. The SDK's types would not keep a tool's schema as it is.</summary>
internal sealed class AnthropicRequests(AnthropicOptions options, ThoughtMemory thoughts)
{
    private const string AnyJson = "Answer with one JSON object and nothing else.";

    /// <param name="call">What is asked.</param>
    /// <param name="native">The model's name there.</param>
    /// <param name="thinksByItself">The model takes no budget of thinking tokens, and no sampling settings.</param>
    public Dictionary<string, JsonElement> Chat(ChatCall call, string native, bool thinksByItself)
    {
        var body = Prompt(call, native, out var lacksThoughts);
        var think = lacksThoughts && call.Think is not null ? ThinkLevel.Off : call.Think;
        var budget = thinksByItself ? 0 : BudgetOf(think);
        body["max_tokens"] = budget + (call.Options.NumPredict is > 0 and var tokens ? tokens : options.MaxTokens);
        AddThinking(body, think, thinksByItself);
        if (options.SendSampling && !thinksByItself && budget == 0)
        {
            AddSampling(body, call.Options);
        }

        if (call.Options.Stop.Count > 0)
        {
            body["stop_sequences"] = new JsonArray([.. call.Options.Stop.Select(stop => (JsonNode)stop)]);
        }

        body["stream"] = true;
        return Raw(body);
    }

    /// <summary>The part of a request that is counted.</summary>
    public Dictionary<string, JsonElement> Count(ChatCall call, string native) => Raw(Prompt(call, native, out _));

    private JsonObject Prompt(ChatCall call, string native, out bool lacksThoughts)
    {
        var conversation = AnthropicMessages.Of(call.Turns, thoughts);
        lacksThoughts = conversation.LacksThoughts;
        var isAnyJson = call.Format is { ValueKind: not JsonValueKind.Object };
        string[] system = [conversation.System, isAnyJson ? AnyJson : ""];
        var body = new JsonObject { ["model"] = native, ["messages"] = conversation.Messages };
        if (string.Join("\n\n", system.Where(text => text.Length > 0)) is { Length: > 0 } text)
        {
            body["system"] = text;
        }

        if (call.Tools.Count > 0)
        {
            body["tools"] = new JsonArray([.. call.Tools.Select(tool => (JsonNode)Tool(tool))]);
        }

        if (call.Format is { ValueKind: JsonValueKind.Object } schema)
        {
            var format = new JsonObject { ["type"] = "json_schema", ["schema"] = JsonNode.Parse(schema.GetRawText()) };
            body["output_config"] = new JsonObject { ["format"] = format };
        }

        return body;
    }

    private int BudgetOf(ThinkLevel? level) =>
        level switch
        {
            ThinkLevel.Low => options.ThinkingTokensLow,
            ThinkLevel.On or ThinkLevel.Medium => options.ThinkingTokensMedium,
            ThinkLevel.High => options.ThinkingTokensHigh,
            ThinkLevel.Max => options.ThinkingTokensMax,
            _ => 0,
        };

    private void AddThinking(JsonObject body, ThinkLevel? level, bool thinksByItself)
    {
        if (level is null)
        {
            return;
        }

        if (level == ThinkLevel.Off)
        {
            body["thinking"] = new JsonObject { ["type"] = "disabled" };
        }
        else if (thinksByItself)
        {
            // Such models leave the words of their thoughts out unless they are asked for.
            body["thinking"] = new JsonObject { ["type"] = "adaptive", ["display"] = "summarized" };
            AddEffort(body, level.Value);
        }
        else
        {
            body["thinking"] = new JsonObject { ["type"] = "enabled", ["budget_tokens"] = BudgetOf(level) };
        }
    }

    private static void AddEffort(JsonObject body, ThinkLevel level)
    {
        if (level != ThinkLevel.On)
        {
            var config = body["output_config"]?.AsObject() ?? [];
            config["effort"] = level.ToString().ToLowerInvariant();
            body["output_config"] = config.Parent is null ? config : config.DeepClone();
        }
    }

    /// <summary>Anthropic's temperatures end at 1, and its newer models refuse two of the settings together.</summary>
    private static void AddSampling(JsonObject body, ModelOptions sampling)
    {
        if (sampling.Temperature is { } temperature)
        {
            body["temperature"] = Math.Clamp(temperature, 0, 1);
        }
        else if (sampling.TopP is { } topP)
        {
            body["top_p"] = topP;
        }

        if (sampling.TopK is > 0 and var topK)
        {
            body["top_k"] = topK;
        }
    }

    private static JsonObject Tool(JsonElement? tool)
    {
        var function = tool.Field("function");
        var described = new JsonObject
        {
            ["name"] = function.Text("name"),
            ["input_schema"] = function.Field("parameters") is { ValueKind: JsonValueKind.Object } parameters
                ? JsonNode.Parse(parameters.GetRawText())
                : new JsonObject { ["type"] = "object" },
        };
        if (function.Text("description") is { } description)
        {
            described["description"] = description;
        }

        return described;
    }

    private static Dictionary<string, JsonElement> Raw(JsonObject body) =>
        body.ToDictionary(
            field => field.Key,
            field => JsonSerializer.SerializeToElement(field.Value),
            StringComparer.Ordinal
        );
}
