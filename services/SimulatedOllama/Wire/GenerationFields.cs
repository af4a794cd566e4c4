using System.Text.Json;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>Fields that chat, generate and embed read the same way.</summary>
internal static class GenerationFields
{
    /// <summary>The schema that any JSON satisfies.</summary>
    public static JsonElement AnyJson { get; } = JsonDocument.Parse("{}").RootElement;

    private const int TopLogprobsMax = 20;
    private const string ThinkValues = "\"high\", \"medium\", \"low\", \"max\", true, or false";

    public static TimeSpan? KeepAliveOf(JsonFields fields)
    {
        if (fields.Any("keep_alive") is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds))
        {
            return KeepAlive.FromSeconds(seconds);
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            fields.Errors.Add(fields.Mismatch(JsonFields.GoKind(value), "keep_alive", "time.Duration"));
            return null;
        }

        if (KeepAlive.TryParse(fields.ReadText(value, "keep_alive"), out var span, out var error))
        {
            return span;
        }

        fields.Errors.Add(WireError.Bad(error ?? "time: invalid duration"));
        return null;
    }

    /// <returns>Null when the request does not say; "false", "true" or a level.</returns>
    public static string? ThinkOf(JsonFields fields)
    {
        switch (fields.Any("think"))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.True }:
                return "true";
            case { ValueKind: JsonValueKind.False }:
                return "false";
            case { ValueKind: JsonValueKind.String } value:
                var text = fields.ReadText(value, "think");
                if (text is not ("high" or "medium" or "low" or "max"))
                {
                    fields.Errors.Add(WireError.Bad($"invalid think value: \"{text}\" (must be {ThinkValues})"));
                }

                return text;
            default:
                fields.Errors.Add(WireError.Bad($"think must be a boolean or string ({ThinkValues})"));
                return null;
        }
    }

    /// <returns>Null for free text; a schema, where the empty object stands for any JSON.</returns>
    public static JsonElement? FormatOf(JsonFields fields)
    {
        switch (fields.Any("format"))
        {
            case null:
                return null;
            case { ValueKind: JsonValueKind.Object } schema:
                return schema;
            case { ValueKind: JsonValueKind.String } value when value.ValueEquals("json"):
                return AnyJson;
            case { ValueKind: JsonValueKind.String } value when value.ValueEquals(""):
                return null;
            case { } other:
                var raw = other.GetRawText().Replace("\"", "\\\"", StringComparison.Ordinal);
                fields.Errors.Add(
                    WireError.Failed($"invalid format: \"{raw}\"; expected \"json\" or a valid JSON Schema object")
                );
                return null;
        }
    }

    /// <returns>Null when no log probabilities are asked for, otherwise how many alternatives.</returns>
    public static int? LogprobsOf(JsonFields fields)
    {
        var top = fields.Integer("top_logprobs") ?? 0;
        if (top is < 0 or > TopLogprobsMax)
        {
            fields.Errors.Add(WireError.Bad("top_logprobs must be between 0 and 20"));
        }

        return fields.Flag("logprobs") is true ? Math.Clamp(top, 0, TopLogprobsMax) : null;
    }

    /// <summary>Counts the images; their content is only checked to be base64.</summary>
    public static int ImagesOf(JsonFields fields)
    {
        var count = 0;
        foreach (var image in fields.Items("images", "[]api.ImageData"))
        {
            count++;
            if (!System.Buffers.Text.Base64.IsValid(fields.ReadText(image, "images")))
            {
                fields.Errors.Add(WireError.Bad("illegal base64 data at input byte 0"));
            }
        }

        return count;
    }
}
