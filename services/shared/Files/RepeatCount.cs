using System.Globalization;

namespace Orchestrator.Files;

/// <summary>How often the counted repeats of a regular expression can repeat, multiplied. An automaton has about that size.</summary>
internal static class RepeatCount
{
    public static long Of(string pattern)
    {
        double product = 1;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                i++;
            }
            else if (pattern[i] == '{')
            {
                product *= Math.Max(1, Largest(pattern.AsSpan(i + 1)));
            }
        }

        return (long)Math.Min(product, long.MaxValue / 2);
    }

    // "{3}", "{3,}" and "{3,5}"; anything else in braces is text.
    private static double Largest(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf('}');
        if (end < 0)
        {
            return 1;
        }

        double largest = 1;
        foreach (var part in rest[..end].Split(','))
        {
            if (
                double.TryParse(
                    rest[..end][part],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var count
                )
            )
            {
                largest = Math.Max(largest, count);
            }
        }

        return largest;
    }
}
