namespace Orchestrator.Simulation.Durations;

/// <summary>How long a model stays loaded after its last request. Negative input of any kind means forever.</summary>
public static class KeepAlive
{
    /// <summary>Shown as an expiry about 292 years ahead.</summary>
    public static readonly TimeSpan Forever = GoDuration.Longest;

    /// <summary>A JSON number: seconds, fractions allowed.</summary>
    public static TimeSpan FromSeconds(double seconds) =>
        seconds < 0 || seconds >= Forever.TotalSeconds
            ? Forever
            : TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    /// <summary>A JSON string: a Go duration. A bare digit string such as "300" is an error, as it is in Ollama.</summary>
    public static bool TryParse(string text, out TimeSpan value, out string? error)
    {
        var isDuration = GoDuration.TryParse(text, out var parsed, out error);
        value = parsed < TimeSpan.Zero ? Forever : parsed;
        return isDuration;
    }
}
