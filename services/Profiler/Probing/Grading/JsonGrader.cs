using System.Text.Json;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>The last JSON object of the reply has exactly the wanted fields and values.</summary>
internal static class JsonGrader
{
    private static readonly JsonDocumentOptions _lenient = new() { AllowTrailingCommas = true, MaxDepth = 8 };

    /// <summary>Objects that are tried from the end on; a reply with more is no short answer.</summary>
    private const int TriesMax = 16;

    public static bool IsRight(GraderRule rule, string reply)
    {
        using var found = LastObject(reply);
        return found is not null && rule.Fields is { } fields && IsSame(fields, found.RootElement);
    }

    private static JsonDocument? LastObject(string text)
    {
        var end = text.LastIndexOf('}') + 1;
        var start = end > 0 ? text.LastIndexOf('{', end - 1) : -1;
        for (var tries = 0; start >= 0 && tries < TriesMax; tries++)
        {
            if (Parsed(text[start..end]) is { } document)
            {
                // An object inside another one parses too, so look whether a larger one ends here.
                var outer = start > 0 ? Outer(text, start, end) : null;
                if (outer is null)
                {
                    return document;
                }

                document.Dispose();
                return outer;
            }

            start = start > 0 ? text.LastIndexOf('{', start - 1) : -1;
        }

        return null;
    }

    private static JsonDocument? Outer(string text, int start, int end)
    {
        JsonDocument? widest = null;
        for (var tries = 0; start > 0 && tries < TriesMax; tries++)
        {
            start = text.LastIndexOf('{', start - 1);
            if (start >= 0 && Parsed(text[start..end]) is { } wider)
            {
                widest?.Dispose();
                widest = wider;
            }
        }

        return widest;
    }

    private static JsonDocument? Parsed(string text)
    {
        try
        {
            return JsonDocument.Parse(text, _lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSame(JsonElement wanted, JsonElement found) =>
        wanted.ValueKind switch
        {
            JsonValueKind.Object => found.ValueKind == JsonValueKind.Object
                && wanted.EnumerateObject().Count() == found.EnumerateObject().Count()
                && wanted
                    .EnumerateObject()
                    .All(field => found.TryGetProperty(field.Name, out var value) && IsSame(field.Value, value)),
            JsonValueKind.Array => found.ValueKind == JsonValueKind.Array
                && wanted.GetArrayLength() == found.GetArrayLength()
                && wanted.EnumerateArray().Zip(found.EnumerateArray()).All(pair => IsSame(pair.First, pair.Second)),
            JsonValueKind.Number => IsNumber(wanted.GetDouble(), found),
            JsonValueKind.String => found.ValueKind == JsonValueKind.String
                && PlainText.Bare(wanted.GetString()!) == PlainText.Bare(found.GetString()!),
            _ => wanted.ValueKind == found.ValueKind,
        };

    // A number in quotes is a number to every program that reads it.
    private static bool IsNumber(double wanted, JsonElement found) =>
        found.ValueKind switch
        {
            JsonValueKind.Number => found.TryGetDouble(out var value) && Math.Abs(value - wanted) < 1e-9,
            JsonValueKind.String => StatedNumbers.In(found.GetString()!) is [var only]
                && Math.Abs(only - wanted) < 1e-9,
            _ => false,
        };
}
