using System.Text.Json;

namespace Orchestrator.EnsembleWorker.Strategies.Prompts;

/// <summary>
/// The JSON object in a model's answer, whatever stands around it: models put it into a code block, or talk before and after. Pure;
/// bounded, because the text is a stranger's. Every name and every text in it can be read without an exception.
/// </summary>
internal static class ModelJson
{
    /// <summary>Characters that are looked at.</summary>
    public const int LengthMax = 200_000;

    private const int DepthMax = 32;

    /// <summary>Places where an object could begin that are tried.</summary>
    private const int TriesMax = 16;

    private static readonly JsonDocumentOptions _options = new()
    {
        MaxDepth = DepthMax,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <returns>The first object in the text that is whole; null for none.</returns>
    public static JsonElement? Find(string text)
    {
        var looked = text.AsSpan(0, Math.Min(text.Length, LengthMax));
        var start = 0;
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var next = looked[start..].IndexOf('{');
            if (next < 0)
            {
                return null;
            }

            start += next;
            if (End(looked[start..]) is { } length && Parse(text.AsMemory(start, length)) is { } found)
            {
                return found;
            }

            start++;
        }

        return null;
    }

    private static JsonElement? Parse(ReadOnlyMemory<char> text)
    {
        try
        {
            using var document = JsonDocument.Parse(SurrogateEscapes.Drop(text), _options);
            return document.RootElement.Clone();
        }
        // Half a surrogate pair in the text is no broken JSON to the parser but a broken argument.
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <returns>Length of the object that begins here; null when it does not end.</returns>
    private static int? End(ReadOnlySpan<char> text)
    {
        var (depth, isText) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when isText:
                    at++;
                    break;
                case '"':
                    isText = !isText;
                    break;
                case '{' when !isText:
                    depth++;
                    break;
                case '}' when !isText && --depth == 0:
                    return at + 1;
            }
        }

        return null;
    }
}
