using System.Globalization;
using System.Net.Http.Headers;

namespace Orchestrator.Inference.Http;

/// <summary>How long a busy endpoint asks us to stay away.</summary>
internal static class RetryAfter
{
    private const string MillisecondsHeader = "retry-after-ms";

    /// <summary>Nobody may send us away for longer.</summary>
    private static TimeSpan Longest => TimeSpan.FromHours(1);

    /// <summary>From <c>Retry-After</c> (RFC 9110 §10.2.3) or OpenAI's <c>retry-after-ms</c>; null when neither is there.</summary>
    public static TimeSpan? In(HttpResponseHeaders headers, DateTimeOffset now) =>
        Wait(headers, now) is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, Longest.Ticks)) : null;

    private static TimeSpan? Wait(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (
            headers.TryGetValues(MillisecondsHeader, out var values)
            && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        )
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => null,
        };
    }
}
