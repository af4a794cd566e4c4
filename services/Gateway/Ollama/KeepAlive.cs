using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Ollama;

/// <summary>How long a model stays loaded: seconds as a number, or a Go duration as a string; negative is for ever.</summary>
internal static class KeepAlive
{
    /// <summary>Longer is for ever, and the wire has no room for it.</summary>
    private const double MaxSeconds = 10L * 365 * 24 * 3600;

    private const string Expected = "must be seconds as a number or a duration such as \"5m\"";

    public static Duration? Read(JsonElement? keepAlive, FieldProblems problems)
    {
        switch (keepAlive)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                return null;
            case { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var seconds):
                return ToDuration(seconds);
            case { ValueKind: JsonValueKind.String } text
                when JsonText.Of(text) is { } given && GoDuration.TryParse(given, out var span):
                return ToDuration(span);
            default:
                problems.Add("keep_alive", Expected);
                return null;
        }
    }

    private static Duration ToDuration(double seconds) =>
        seconds < 0 || seconds > MaxSeconds
            ? new Duration { Seconds = -1 }
            : Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
}
