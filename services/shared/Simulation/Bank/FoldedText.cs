using System.Text;

namespace Orchestrator.Simulation.Bank;

/// <summary>
/// A text without what changes when it is quoted, wrapped or embedded: case, white space, quotes, backslashes,
/// backticks and <c>&gt;</c> are gone, Hangul is composed (NFC).
/// </summary>
internal sealed class FoldedText
{
    private const int LengthMax = 1 << 20;
    private readonly char[] _letters;
    private readonly int[] _places;
    private readonly int _length;

    private FoldedText(string source)
    {
        Source = source;
        _letters = new char[source.Length];
        _places = new int[source.Length];
        for (var at = 0; at < source.Length; at++)
        {
            var letter = source[at];
            if (letter == '\\' && at + 1 < source.Length && source[at + 1] is 'n' or 't' or 'r')
            {
                // The escapes of a text inside JSON stand for white space.
                at++;
            }
            else if (!IsDropped(letter))
            {
                _letters[_length] = letter < 128 ? char.ToLowerInvariant(letter) : Lower(letter);
                _places[_length++] = at;
            }
        }
    }

    /// <summary>The text in NFC; the places of matches are counted in it.</summary>
    public string Source { get; }

    public ReadOnlySpan<char> Letters => _letters.AsSpan(0, _length);

    /// <remarks>Of a longer text only the end is looked at.</remarks>
    public static FoldedText Of(string text) => new(Composed(text[^Math.Min(text.Length, LengthMax)..]));

    /// <summary>Where the letter at <paramref name="index"/> stands in the source.</summary>
    public int PlaceOf(int index) => _places[index];

    // Asking ICU about every prompt costs more than the rest of the search; only these characters can compose.
    private static string Composed(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0300', '\u036F') || text.AsSpan().ContainsAnyInRange('\u1100', '\u11FF')
            ? WithoutLoneSurrogates(text).Normalize()
            : text;

    // Normalize throws on half a surrogate pair, which a JSON string may well contain.
    internal static string WithoutLoneSurrogates(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString();
    }

    private static char Lower(char letter) =>
        letter is >= '\uAC00' and <= '\uD7A3' ? letter : char.ToLowerInvariant(letter);

    private static bool IsDropped(char letter) =>
        letter
            is '`'
                or '"'
                or '\''
                or '\\'
                or '>'
                or '\u201C'
                or '\u201D'
                or '\u2018'
                or '\u2019'
                or '\u200B'
                or '\uFEFF'
        || char.IsWhiteSpace(letter);
}
