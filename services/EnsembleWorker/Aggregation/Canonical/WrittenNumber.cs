using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Orchestrator.EnsembleWorker.Aggregation.Canonical;

/// <summary>A number at the beginning of a text, in digits: 1,234.5 · 3/4 · 2 3/4 · 6.02e23 · 6.02 × 10^23 · 30만 · 3만 5천.</summary>
/// <param name="Length">Characters that it takes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WrittenNumber(Rational Value, int Length)
{
    private const int GroupLength = 3;

    public static WrittenNumber? At(string text)
    {
        var isNegative = text is ['-', _, ..];
        var start = isNegative || text is ['+', _, ..] ? 1 : 0;
        if (KoreanNumber.At(text[start..]) is { } korean)
        {
            return Signed(korean, isNegative, start);
        }

        return Plain(text[start..]) is { } plain ? Signed(WithFraction(text[start..], plain), isNegative, start) : null;
    }

    /// <summary>Digits with separators, a point and a power of ten.</summary>
    public static WrittenNumber? Plain(string text)
    {
        var digits = new StringBuilder();
        var at = 0;
        for (; at < text.Length && digits.Length <= Rational.DigitsMax; at++)
        {
            var isPoint =
                text[at] == '.' && IsDigit(text, at + 1) && !digits.ToString().Contains('.', StringComparison.Ordinal);
            if (IsDigit(text, at) || isPoint)
            {
                digits.Append(text[at]);
            }
            else if (!IsSeparator(text, at, digits))
            {
                break;
            }
        }

        var (exponent, length) = Exponent(text[at..]);
        return Rational.Parse(digits.ToString(), exponent) is { } value ? new WrittenNumber(value, at + length) : null;
    }

    // A comma before exactly three digits. "1,7,11" is a list: all its commas have to be separators.
    private static bool IsSeparator(string text, int at, StringBuilder before)
    {
        if (
            text[at] is not (',' or '\'' or '_')
            || before.Length == 0
            || before.ToString().Contains('.', StringComparison.Ordinal)
        )
        {
            return false;
        }

        var next = at + 1;
        while (IsDigit(text, next))
        {
            next++;
        }

        return next - at - 1 == GroupLength;
    }

    private static (int Exponent, int Length) Exponent(string text)
    {
        foreach (
            var mark in (ReadOnlySpan<string>)
                ["e", "E", "×10^", " × 10^", " x 10^", "x10^", "*10^", " * 10^", " \\times 10^"]
        )
        {
            if (!text.StartsWith(mark, StringComparison.Ordinal))
            {
                continue;
            }

            var end = mark.Length + (mark.Length < text.Length && text[mark.Length] is '-' or '+' ? 1 : 0);
            var first = end;
            while (IsDigit(text, end))
            {
                end++;
            }

            if (
                end > first
                && int.TryParse(
                    text[mark.Length..end],
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var power
                )
            )
            {
                return (power, end);
            }
        }

        return (0, 0);
    }

    private static WrittenNumber WithFraction(string text, WrittenNumber first)
    {
        var rest = text[first.Length..];
        if (Divisor(rest) is { } divisor && first.Value.Over(divisor.Value) is { } quotient)
        {
            return new WrittenNumber(quotient, first.Length + divisor.Length);
        }

        // "2 3/4": a whole number and a fraction behind it.
        return
            first.Value.Denominator.IsOne
            && rest is [' ', ..]
            && Plain(rest[1..]) is { } over
            && Divisor(rest[(1 + over.Length)..]) is { } under
            && over.Value.Over(under.Value) is { } fraction
            ? new WrittenNumber(first.Value + fraction, first.Length + 1 + over.Length + under.Length)
            : first;
    }

    private static WrittenNumber? Divisor(string text)
    {
        var bare = text.TrimStart(' ');
        if (bare is not ['/', ..])
        {
            return null;
        }

        var after = bare[1..].TrimStart(' ');
        return Plain(after) is { } divisor
            ? divisor with
            {
                Length = text.Length - after.Length + divisor.Length,
            }
            : null;
    }

    private static WrittenNumber Signed(WrittenNumber number, bool isNegative, int start) =>
        new(isNegative ? number.Value.Negated() : number.Value, number.Length + start);

    private static bool IsDigit(string text, int at) => at < text.Length && char.IsAsciiDigit(text[at]);
}
