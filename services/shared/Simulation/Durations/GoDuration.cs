using System.Globalization;

namespace Orchestrator.Simulation.Durations;

/// <summary>Durations as the Go language writes them: a sign and one or more numbers with a unit ("1h30m", "-1.5s").</summary>
public static class GoDuration
{
    /// <summary>The longest duration of Go: 2^63-1 nanoseconds, a little over 292 years.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromTicks(long.MaxValue / 100);

    /// <param name="error">Go's own words when the text is no duration.</param>
    public static bool TryParse(string text, out TimeSpan value, out string? error)
    {
        value = TimeSpan.Zero;
        error = null;
        var isNegative = text.StartsWith('-');
        var at = isNegative || text.StartsWith('+') ? 1 : 0;
        if (text.Length == at + 1 && text[at] == '0')
        {
            return true;
        }

        error = at == text.Length ? Invalid(text) : null;
        var nanoseconds = 0m;
        while (error is null && at < text.Length)
        {
            error = ReadPart(text, ref at, ref nanoseconds);
        }

        // Truncated towards zero to this platform's tick of 100 ns.
        value = TimeSpan.FromTicks((long)(nanoseconds / 100) * (isNegative ? -1 : 1));
        return error is null;
    }

    private static string? ReadPart(string text, ref int at, ref decimal nanoseconds)
    {
        if (!TryNumber(Take(text, ref at, IsOfNumber), out var number))
        {
            return Invalid(text);
        }

        var unit = Take(text, ref at, letter => !IsOfNumber(letter));
        if (unit.Length == 0)
        {
            return $"time: missing unit in duration \"{text}\"";
        }

        if (Nanoseconds(unit) is not { } scale)
        {
            return $"time: unknown unit \"{unit}\" in duration \"{text}\"";
        }

        var total = nanoseconds + (number * scale);
        nanoseconds = Math.Min(total, long.MaxValue);
        return total > long.MaxValue ? Invalid(text) : null;
    }

    private static string Take(string text, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }

        return text[start..at];
    }

    private static bool IsOfNumber(char letter) => char.IsAsciiDigit(letter) || letter == '.';

    // 18 integer digits are beyond any valid duration even in nanoseconds, so that decimal cannot overflow above.
    private static bool TryNumber(string text, out decimal number)
    {
        number = 0;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return text.Any(char.IsAsciiDigit)
            && text.Length <= 40
            && (dot < 0 ? text.Length : dot) <= 18
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static decimal? Nanoseconds(string unit) =>
        unit switch
        {
            "ns" => 1,
            "us" or "\u00b5s" or "\u03bcs" => 1e3m,
            "ms" => 1e6m,
            "s" => 1e9m,
            "m" => 60e9m,
            "h" => 3600e9m,
            _ => null,
        };

    private static string Invalid(string text) => $"time: invalid duration \"{text}\"";
}
