using System.Globalization;

namespace Orchestrator.Simulation.Durations;

/// <summary>Durations as a person says them: <c>84 ms</c>, <c>3.2 s</c>, <c>1 min 5 s</c>, <c>never</c>.</summary>
public static class HumaneDuration
{
    public const string Never = "never";

    private const double Minute = 60;
    private const double Hour = 60 * Minute;
    private const double Day = 24 * Hour;

    /// <param name="seconds">Infinity is never.</param>
    public static string Of(double seconds) =>
        seconds switch
        {
            double.PositiveInfinity => Never,
            0 => "0 s",
            < 0.00995 => Text($"{seconds * 1000:0.#} ms"),
            < 0.9995 => Text($"{seconds * 1000:0} ms"),
            < 9.95 => Text($"{seconds:0.#} s"),
            < Minute - 0.5 => Text($"{seconds:0} s"),
            < Hour - 0.5 => Two(seconds, Minute, "min", 1, "s"),
            < Day - 30 => Two(seconds, Hour, "h", Minute, "min"),
            _ => Two(seconds, Day, "d", Hour, "h"),
        };

    public static string Of(TimeSpan time) => Of(time.TotalSeconds);

    private static string Two(double seconds, double large, string largeName, double small, string smallName)
    {
        var rounded = Math.Round(seconds / small) * small;
        var whole = Math.Floor(rounded / large);
        var rest = Math.Round((rounded - (whole * large)) / small);
        return rest > 0 ? Text($"{whole:0} {largeName} {rest:0} {smallName}") : Text($"{whole:0} {largeName}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
