using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Orchestrator.LlamaCppHost.Wire;

/// <summary>Reads <c>keep_alive</c>: a number of seconds, or a Go duration such as "1h30m"; a negative one means for ever.</summary>
internal static partial class KeepAliveText
{
    private const double LongestSeconds = 1e9;

    /// <returns>Null when it is absent.</returns>
    /// <exception cref="WireException">It is neither of both. A bare number in a string is neither, as in Ollama.</exception>
    public static TimeSpan? Read(JsonElement? value) =>
        value?.ValueKind switch
        {
            null or JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.Number when value.Value.TryGetDouble(out var seconds) => OfSeconds(seconds),
            JsonValueKind.String => OfText(value.Value.GetString() ?? ""),
            _ => throw Wrong("it is neither a number nor a duration"),
        };

    private static TimeSpan OfSeconds(double seconds) =>
        seconds < 0 || seconds > LongestSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);

    private static TimeSpan OfText(string text)
    {
        var match = Duration().Match(text);
        if (text == "0")
        {
            return TimeSpan.Zero;
        }

        if (!match.Success)
        {
            throw Wrong($"time: invalid duration \"{text[..Math.Min(text.Length, 40)]}\"");
        }

        var parts = match.Groups["part"].Captures;
        var seconds = parts.Sum(part => Seconds(part.Value));
        return OfSeconds(match.Groups["sign"].Value == "-" && seconds > 0 ? -seconds : seconds);
    }

    private static double Seconds(string part)
    {
        var unitAt = part.AsSpan().IndexOfAnyExceptInRange('.', '9');
        return double.Parse(part.AsSpan(0, unitAt), CultureInfo.InvariantCulture)
            * part[unitAt..] switch
            {
                "h" => 3600,
                "m" => 60,
                "s" => 1,
                "ms" => 1e-3,
                "us" or "µs" => 1e-6,
                _ => 1e-9,
            };
    }

    private static WireException Wrong(string why) => new(WireError.Bad($"invalid keep_alive: {why}"));

    [GeneratedRegex(
        @"^(?<sign>[-+]?)(?<part>([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h))+$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Duration();
}
