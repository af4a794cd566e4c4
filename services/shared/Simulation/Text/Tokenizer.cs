using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Orchestrator.Simulation.Text;

/// <summary>
/// A simple tokenizer: pieces of words with the space before them, about four Latin letters or two Hangul syllables
/// each. Only the counts matter; joined again, the pieces are the text.
/// </summary>
public static class Tokenizer
{
    /// <summary>Marks English output as simulated. One token, so that even a one-token answer carries it.</summary>
    public const string EnglishLabel = "[simulated]";

    /// <summary>Marks Korean output as simulated.</summary>
    public const string KoreanLabel = "[시뮬레이션]";

    public static int Count(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at += Length(text, at))
        {
            count++;
        }

        return count;
    }

    public static ImmutableArray<string> Split(string text)
    {
        var pieces = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < text.Length; )
        {
            var length = Length(text, at);
            pieces.Add(text.Substring(at, length));
            at += length;
        }

        return pieces.DrainToImmutable();
    }

    /// <summary>Length of the token that begins at <paramref name="at"/>; at least one whole character.</summary>
    private static int Length(string text, int at)
    {
        var space = text[at] == ' ' && at + 1 < text.Length ? 1 : 0;
        var start = at + space;
        foreach (var label in (ReadOnlySpan<string>)[EnglishLabel, KoreanLabel])
        {
            if (string.CompareOrdinal(text, start, label, 0, label.Length) == 0)
            {
                return space + label.Length;
            }
        }

        Rune.DecodeFromUtf16(text.AsSpan(start), out var first, out var used);
        var kind = KindOf(first);
        var most = MostOf(kind);
        for (var runes = 1; runes < most && start + used < text.Length; runes++)
        {
            Rune.DecodeFromUtf16(text.AsSpan(start + used), out var next, out var size);
            if (KindOf(next) != kind)
            {
                break;
            }

            used += size;
        }

        return space + used;
    }

    private enum Kind
    {
        Letter,
        Syllable,
        Digit,
        Space,
        Other,
    }

    private static int MostOf(Kind kind) =>
        kind switch
        {
            Kind.Letter => 6,
            Kind.Space => 8,
            Kind.Digit => 3,
            Kind.Syllable => 2,
            _ => 1,
        };

    private static Kind KindOf(Rune rune) =>
        rune.Value switch
        {
            ' ' or '\n' or '\t' or '\r' => Kind.Space,
            >= 0x1100 and <= 0x11FF or >= 0x3040 and <= 0x9FFF or >= 0xAC00 and <= 0xD7A3 => Kind.Syllable,
            _ when Rune.IsDigit(rune) => Kind.Digit,
            _ when Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark =>
                Kind.Letter,
            _ => Kind.Other,
        };
}
