using System.Text;
using System.Text.Json;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>Why a text is no JSON, in Go's words.</summary>
internal static class JsonComplaint
{
    /// <summary>Objects and arrays in each other. Go takes 10,000; whatever walks the tree here must not run out of stack.</summary>
    public const int DepthMax = 64;

    public static string Of(ReadOnlySpan<byte> text, JsonException exception)
    {
        var offset = Offset(text, exception);
        if (offset >= text.Length)
        {
            return "unexpected EOF";
        }

        if (IsTooDeep(text))
        {
            return "exceeded max depth";
        }

        Rune.DecodeFromUtf8(text[offset..], out var rune, out _);
        return $"invalid character '{rune}' looking for beginning of value";
    }

    /// <summary>Whether the parser stopped at an object or array that was one too many.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DepthMax + 1 });
        try
        {
            while (reader.Read())
            {
                if (
                    reader.CurrentDepth == DepthMax
                    && reader.TokenType is (JsonTokenType.StartArray or JsonTokenType.StartObject)
                )
                {
                    return true;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Offset(ReadOnlySpan<byte> text, JsonException exception)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        return (int)Math.Min(text.Length, start + (exception.BytePositionInLine ?? 0));
    }
}
