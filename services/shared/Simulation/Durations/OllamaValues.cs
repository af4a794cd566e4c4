using System.Globalization;
using Orchestrator.Files;

namespace Orchestrator.Simulation.Durations;

/// <summary>Reads times and models' names as Ollama writes them. Null as in <see cref="YamlValues"/>.</summary>
internal static class OllamaValues
{
    // Thirty years: no duration of a file is longer, and no TimeSpan overflows.
    private const double SecondsMax = 1e9;

    /// <summary>A number of seconds, or text with units such as <c>1m30s</c>.</summary>
    public static TimeSpan? Duration(this YamlField field, TimeSpan min, TimeSpan max) =>
        TryDuration(field.Scalar?.Text.Trim() ?? "", out var value) && value >= min && value <= max
            ? value
            : YamlValues.WrongValue<TimeSpan>(
                field,
                $"a duration such as 90s or 1h30m, from {Seconds(min)} to {Seconds(max)}"
            );

    /// <summary>As <c>OLLAMA_KEEP_ALIVE</c> is read: seconds or a duration, and a negative one is for ever.</summary>
    public static TimeSpan? KeepAlive(this YamlField field) =>
        !TryDuration(field.Scalar?.Text.Trim() ?? "", out var value)
            ? YamlValues.WrongValue<TimeSpan>(field, "a duration such as 90s or 1h30m; a negative one is for ever")
        : value < TimeSpan.Zero ? Durations.KeepAlive.Forever
        : value;

    private static bool TryDuration(string text, out TimeSpan value)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return GoDuration.TryParse(text, out value, out _);
        }

        var isTime = double.IsFinite(seconds) && Math.Abs(seconds) < SecondsMax;
        value = isTime ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        return isTime;
    }

    /// <summary>In the short form with its tag.</summary>
    public static string? ModelName(this YamlField field) =>
        Models.ModelName.Normalise(field.Scalar?.Text.Trim())
        ?? YamlValues.Wrong<string>(field, "a model's name such as qwen3:8b");

    private static string Seconds(TimeSpan time) => $"{UnitScale.Plain(time.TotalSeconds)}s";
}
