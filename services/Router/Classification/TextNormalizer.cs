using System.Buffers;

namespace Orchestrator.Router.Classification;

/// <summary>
/// One form for texts that read alike: Hangul composed, lower case, Latin letters without accents, full-width ASCII
/// narrowed, blanks joined. The runtime is in invariant mode, where <see cref="string.Normalize()"/> does nothing.
/// </summary>
internal static class TextNormalizer
{
    // Letters from U+00C0 to U+00FF without their accents; a blank keeps the letter as it is.
    private const string Latin1Plain = "aaaaaa ceeeeiiii nooooo ouuuuy  aaaaaa ceeeeiiii nooooo ouuuuy y";

    public static string Normalize(ReadOnlySpan<char> text)
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length + 1);
        try
        {
            return new string(buffer.AsSpan(0, Fold(text, buffer)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <returns>Characters written: never more than were read.</returns>
    private static int Fold(ReadOnlySpan<char> text, Span<char> output)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                output[length++] = c;
                output[length++] = text[++i];
            }
            else
            {
                Append(output, ref length, Fold(c));
            }
        }

        return length;
    }

    private static void Append(Span<char> output, ref int length, char c)
    {
        if (c == '\0')
        {
            return;
        }

        var last = length > 0 ? output[length - 1] : '\n';
        if (c == ' ' && last is ' ' or '\n')
        {
            return;
        }

        // Jamo of the conjoining block alone can be parts of a syllable.
        if (c is >= 'ᄀ' and <= 'ᇿ' && Hangul.TryCompose(last, c, out var syllable))
        {
            output[length - 1] = syllable;
            return;
        }

        output[length++] = c;
    }

    /// <returns>U+0000 for what is dropped: accents on their own and zero-width characters.</returns>
    private static char Fold(char c) =>
        c switch
        {
            < (char)0x80 => FoldAscii(c),
            >= (char)0xC0 and <= (char)0xFF => FoldLatin(c),
            >= (char)0x0300 and <= (char)0x036F => '\0',
            (char)0x200B or (char)0x200C or (char)0x200D or (char)0x2060 or (char)0xFEFF => '\0',
            // Half of a surrogate pair: a word ends here, and nothing that follows can be misread.
            >= (char)0xD800 and <= (char)0xDFFF => ' ',
            '‘' or '’' or '′' => '\'',
            '“' or '”' => '"',
            >= '！' and <= '～' => char.ToLowerInvariant((char)(c - 0xFEE0)),
            _ => char.IsWhiteSpace(c) || char.IsControl(c) ? ' ' : char.ToLowerInvariant(c),
        };

    private static char FoldAscii(char c) => c == '\n' || c > ' ' ? char.ToLowerInvariant(c) : ' ';

    private static char FoldLatin(char c)
    {
        var plain = Latin1Plain[c - 0xC0];
        return plain == ' ' ? char.ToLowerInvariant(c) : plain;
    }
}
