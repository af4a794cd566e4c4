using System.Text.Json;

namespace Orchestrator.Simulation.Answers;

/// <summary>Strings within minLength and maxLength, and examples for the usual formats. Patterns are not looked at.</summary>
internal static class SchemaStrings
{
    private const int PaddingMax = 4096;

    public static string Choose(JsonElement schema, string text) =>
        schema.TryGetProperty("format", out var format) && Example(format.ToString()) is { } example
            ? example
            : Sized(schema, text);

    private static string? Example(string format) =>
        format switch
        {
            "date" => "2030-01-01",
            "date-time" => "2030-01-01T00:00:00Z",
            "time" => "00:00:00Z",
            "email" => "simulated@example.invalid",
            "uri" or "url" => "https://example.invalid/simulated",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            _ => null,
        };

    private static string Sized(JsonElement schema, string text)
    {
        var padded = text.PadRight(Math.Min(Length(schema, "minLength") ?? 0, PaddingMax), '.');
        return Length(schema, "maxLength") is { } most && padded.Length > most ? padded[..most] : padded;
    }

    private static int? Length(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var length)
        && length >= 0
            ? length
            : null;
}
