using System.Buffers;
using System.Globalization;

namespace Orchestrator.Gateway.Ollama;

/// <summary>Go's notation of durations: "5m", "1h30m", "300ms", "-1s", "0". A bare number has no unit and is refused.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Seconds)[] _units =
    [
        ("ns", 1e-9),
        ("us", 1e-6),
        ("µs", 1e-6),
        ("μs", 1e-6),
        ("ms", 1e-3),
        ("s", 1),
        ("m", 60),
        ("h", 3600),
    ];

    public static bool TryParse(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        var isNegative = text.StartsWith("-");
        var rest = isNegative || text.StartsWith("+") ? text[1..] : text;
        if (rest is "0")
        {
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            if (!TryTakePart(ref rest, out var part))
            {
                return false;
            }

            seconds += part;
        }

        seconds = isNegative ? -seconds : seconds;
        return double.IsFinite(seconds);
    }

    private static bool TryTakePart(ref ReadOnlySpan<char> rest, out double seconds)
    {
        seconds = 0;
        var digits = rest.IndexOfAnyExcept(_digits);
        if (
            digits <= 0
            || !double.TryParse(
                rest[..digits],
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            )
        )
        {
            return false;
        }

        rest = rest[digits..];
        var letters = rest.IndexOfAny(_digits);
        var unit = letters < 0 ? rest : rest[..letters];
        rest = rest[unit.Length..];
        foreach (var (name, size) in _units)
        {
            if (unit.SequenceEqual(name))
            {
                seconds = value * size;
                return true;
            }
        }

        return false;
    }
}
