using System.Globalization;
using System.Text;

namespace Orchestrator.EnsembleWorker.Strategies.Prompts;

/// <summary>
/// Escaped halves of surrogate pairs: a model that is cut in the middle of an emoji writes "\ud83d" alone. That is JSON, but whoever
/// asks for its text gets an exception. Pure.
/// </summary>
internal static class SurrogateEscapes
{
    private const int Length = 6;

    /// <returns>The same JSON without halves that have no other half.</returns>
    public static ReadOnlyMemory<char> Drop(ReadOnlyMemory<char> json)
    {
        StringBuilder? whole = null;
        var text = json.Span;
        var kept = 0;
        for (var at = 0; at < text.Length; )
        {
            var length = LengthAt(text[at..], out var isHalf);
            if (isHalf)
            {
                (whole ??= new StringBuilder(text.Length)).Append(text[kept..at]);
                kept = at + length;
            }

            at += length;
        }

        return whole is null ? json : whole.Append(text[kept..]).ToString().AsMemory();
    }

    /// <returns>Characters of the escape that begins here, or of what is none.</returns>
    private static int LengthAt(ReadOnlySpan<char> text, out bool isHalf)
    {
        isHalf = false;
        if (text[0] != '\\')
        {
            return 1;
        }

        if (Unit(text) is not { } first)
        {
            // What is escaped begins no escape of its own.
            return Math.Min(2, text.Length);
        }

        if (Unit(text[Length..]) is { } second && char.IsSurrogatePair(first, second))
        {
            return 2 * Length;
        }

        isHalf = char.IsSurrogate(first);
        return Length;
    }

    /// <returns>What the escape says that begins here; null when none does.</returns>
    private static char? Unit(ReadOnlySpan<char> text) =>
        text.Length >= Length
        && text[0] == '\\'
        && text[1] == 'u'
        && ushort.TryParse(text[2..Length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
