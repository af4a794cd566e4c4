using System.Text.Json;

namespace Orchestrator.Inference.Ollama;

/// <summary>What one line of a stream is, read from its top-level properties only.</summary>
/// <param name="IsDone">The line says that the answer is complete.</param>
/// <param name="Error">The line reports an error, with these words.</param>
internal readonly record struct OllamaLine(bool IsDone, string? Error)
{
    /// <exception cref="JsonException">The line is no JSON object.</exception>
    public static OllamaLine Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var result = default(OllamaLine);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            result = ReadProperty(ref reader, result);
        }

        // Anything after the object makes the line something else.
        return reader.Read() ? throw new JsonException() : result;
    }

    private static OllamaLine ReadProperty(ref Utf8JsonReader reader, OllamaLine soFar)
    {
        if (reader.ValueTextEquals("done"u8))
        {
            reader.Read();
            soFar = soFar with { IsDone = reader.TokenType == JsonTokenType.True };
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            soFar = soFar with { Error = TextOf(ref reader) };
        }
        else
        {
            reader.Read();
        }

        reader.Skip();
        return soFar;
    }

    private static string? TextOf(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => Text(ref reader),
            _ => "The replica reported an error that is not a text.",
        };

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            return "The replica reported an error that is not valid UTF-8.";
        }
    }
}
