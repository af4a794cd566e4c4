using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Our calls as OpenAI's JSON.</summary>
/// <param name="isStrict">The endpoint refuses fields that it does not know: only OpenAI's own are sent.</param>
internal sealed class OpenAiRequests(bool isStrict)
{
    public BinaryData Chat(ChatCall call, string native)
    {
        var body = new JsonObject
        {
            ["model"] = native,
            ["messages"] = OpenAiMessages.Of(call.Turns),
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
        };
        if (call.Tools.Count > 0)
        {
            body["tools"] = new JsonArray([.. call.Tools.Select(tool => JsonNode.Parse(tool.GetRawText()))]);
        }

        AddFormat(body, call.Format);
        AddThinking(body, call.Think);
        AddOptions(body, call.Options);
        return BinaryData.FromString(body.ToJsonString());
    }

    public static BinaryData Embed(EmbedCall call, string native)
    {
        var body = new JsonObject
        {
            ["model"] = native,
            ["input"] = new JsonArray([.. call.Inputs.Select(input => (JsonNode)input)]),
            ["encoding_format"] = "float",
        };
        AddNumber(body, "dimensions", call.Dimensions);
        return BinaryData.FromString(body.ToJsonString());
    }

    private static void AddFormat(JsonObject body, JsonElement? format)
    {
        if (format is not { } wanted)
        {
            return;
        }

        body["response_format"] =
            wanted.ValueKind == JsonValueKind.Object
                ? new JsonObject
                {
                    ["type"] = "json_schema",
                    ["json_schema"] = new JsonObject
                    {
                        ["name"] = "answer",
                        ["schema"] = JsonNode.Parse(wanted.GetRawText()),
                    },
                }
                : new JsonObject { ["type"] = "json_object" };
    }

    /// <summary>OpenAI knows efforts. Whether a model thinks at all is a matter of the chat template for the others.</summary>
    private void AddThinking(JsonObject body, ThinkLevel? level)
    {
        var effort = level switch
        {
            ThinkLevel.Off when isStrict => "none",
            ThinkLevel.Low => "low",
            ThinkLevel.Medium => "medium",
            ThinkLevel.High or ThinkLevel.Max => "high",
            _ => null,
        };
        if (effort is not null)
        {
            body["reasoning_effort"] = effort;
        }

        if (!isStrict && level is { } wanted)
        {
            body["chat_template_kwargs"] = new JsonObject { ["enable_thinking"] = wanted != ThinkLevel.Off };
        }
    }

    private void AddOptions(JsonObject body, ModelOptions options)
    {
        AddNumber<int>(
            body,
            isStrict ? "max_completion_tokens" : "max_tokens",
            options.NumPredict is > 0 and var n ? n : null
        );
        AddNumber(body, "seed", options.Seed);
        AddNumber(body, "temperature", options.Temperature);
        AddNumber(body, "top_p", options.TopP);
        AddNumber(body, "presence_penalty", options.PresencePenalty);
        AddNumber(body, "frequency_penalty", options.FrequencyPenalty);
        if (options.Stop.Count > 0)
        {
            body["stop"] = new JsonArray([.. options.Stop.Select(stop => (JsonNode)stop)]);
        }

        if (!isStrict)
        {
            AddNumber(body, "top_k", options.TopK);
            AddNumber(body, "min_p", options.MinP);
        }
    }

    private static void AddNumber<T>(JsonObject body, string name, T? value)
        where T : struct
    {
        if (value is { } number)
        {
            body[name] = JsonValue.Create(number);
        }
    }
}
