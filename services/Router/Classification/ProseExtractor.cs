using System.Text;

namespace Orchestrator.Router.Classification;

internal static class ProseExtractor
{
    private const string Fence = "```";

    /// <param name="limit">Characters read at most: half of them from the start of the text, half from its end.</param>
    public static Prose Extract(string text, int limit)
    {
        var bounded =
            text.Length <= limit ? text : $"{text.AsSpan(0, limit / 2)}\n{text.AsSpan(text.Length - (limit / 2))}";
        var normal = TextNormalizer.Normalize(bounded);
        var hasFence = normal.Contains(Fence, StringComparison.Ordinal);
        return new Prose(hasFence ? WithoutFences(normal) : normal, hasFence, CountAccents(bounded));
    }

    // An open fence reaches to the end: the text was cut, or its author forgot to close it.
    private static string WithoutFences(string text)
    {
        var output = new StringBuilder(text.Length);
        var inside = false;
        foreach (var range in text.AsSpan().Split(Fence))
        {
            if (!inside)
            {
                output.Append(text.AsSpan(range)).Append('\n');
            }

            inside = !inside;
        }

        return output.ToString();
    }

    private static int CountAccents(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += c is >= (char)0xC0 and < (char)0x250 or >= (char)0x0300 and <= (char)0x036F ? 1 : 0;
        }

        return count;
    }
}
