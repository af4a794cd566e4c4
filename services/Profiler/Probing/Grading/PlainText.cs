using System.Text;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>One spelling for what only looks different: full-width forms, decomposed Hangul, quotes, dashes, spaces.</summary>
internal static class PlainText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            Append(plain, Single(letter));
        }

        return plain.ToString();
    }

    /// <summary>Lower case, without quotes and end marks around it, with single spaces.</summary>
    public static string Bare(string text) =>
        string.Join(' ', Of(text).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Trim(' ', '.', ',', '!', '?', ';', ':', '"', '\'', '`', '*', '_', '~', '(', ')', '[', ']');

    private static char Single(char letter) =>
        letter switch
        {
            >= '\uFF01' and <= '\uFF5E' => (char)(letter - 0xFEE0),
            '\u3000' or '\u00A0' or '\u2009' or '\u202F' => ' ',
            '\u2212' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' => '-',
            '\u2018' or '\u2019' => '\'',
            '\u201C' or '\u201D' or '\u300C' or '\u300D' => '"',
            '\u3002' => '.',
            '\u3001' => ',',
            _ => letter,
        };

    // Unicode §3.12. The runtime's own normalisation does nothing where globalisation is invariant.
    private static void Append(StringBuilder plain, char letter)
    {
        var last = plain.Length > 0 ? plain[^1] : '\0';
        if (last is >= '\u1100' and <= '\u1112' && letter is >= '\u1161' and <= '\u1175')
        {
            plain[^1] = (char)(0xAC00 + ((((last - 0x1100) * 21) + (letter - 0x1161)) * 28));
        }
        else if (
            last is >= '\uAC00' and <= '\uD7A3'
            && (last - 0xAC00) % 28 == 0
            && letter is >= '\u11A8' and <= '\u11C2'
        )
        {
            plain[^1] = (char)(last + (letter - 0x11A7));
        }
        else if (letter is not ('\u200B' or '\uFEFF' or '\u00AD'))
        {
            plain.Append(letter);
        }
    }
}
