using System.Text.Json;

namespace Orchestrator.Inference.Conversation;

/// <summary>Fields of JSON that a stranger wrote: what is missing or of another type is null.</summary>
internal static class JsonFields
{
    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    public static JsonElement? Field(this JsonElement? element, string name) => element?.Field(name);

    /// <summary>Null when it is empty, too.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    public static string? Text(this JsonElement? element, string name) => element?.Text(name);

    /// <summary>Zero for what is missing or below zero.</summary>
    public static int Count(this JsonElement? element, string name) => element.Number(name) ?? 0;

    /// <summary>A whole number from 0 up.</summary>
    public static int? Number(this JsonElement? element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt32(out var number)
        && number >= 0
            ? number
            : null;

    public static long? LongNumber(this JsonElement? element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetInt64(out var number)
        && number >= 0
            ? number
            : null;

    /// <summary>Milliseconds, with a fraction; null for what is no time.</summary>
    public static TimeSpan? Milliseconds(this JsonElement? element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out var number)
        && number is >= 0 and < 1e12
            ? TimeSpan.FromMilliseconds(number)
            : null;

    public static IEnumerable<JsonElement?> Items(this JsonElement? element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } value
            ? value.EnumerateArray().Select(item => (JsonElement?)item)
            : [];
}
