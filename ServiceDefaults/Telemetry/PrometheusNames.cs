using System.Text;
using OpenTelemetry.Metrics;

namespace Orchestrator.ServiceDefaults;

/// <summary>From OpenTelemetry's names and units to those of Prometheus. Pure.</summary>
internal static class PrometheusNames
{
    private static readonly Dictionary<string, string> _units = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["min"] = "minutes",
        ["h"] = "hours",
        ["d"] = "days",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["%"] = "percent",
    };

    /// <summary>The unit goes to the end of the name, and after it _total for what only ever grows.</summary>
    public static string Of(Metric metric)
    {
        var name = Clean(metric.Name);
        var unit = UnitOf(metric.Unit);
        if (unit.Length > 0 && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
        {
            name = $"{name}_{unit}";
        }

        return IsCounter(metric.MetricType) && !name.EndsWith("_total", StringComparison.Ordinal)
            ? $"{name}_total"
            : name;
    }

    /// <summary>A sum that may fall is a gauge: Prometheus would take each fall of a counter for a restart.</summary>
    public static string TypeOf(MetricType type) =>
        type switch
        {
            _ when IsCounter(type) => "counter",
            MetricType.Histogram or MetricType.ExponentialHistogram => "histogram",
            _ => "gauge",
        };

    /// <summary>Letters, digits and underscores; anything else becomes one underscore, and a digit does not come first.</summary>
    public static string Clean(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            if (char.IsAsciiLetter(character) || (char.IsAsciiDigit(character) && text.Length > 0))
            {
                text.Append(character);
            }
            else if (char.IsAsciiDigit(character))
            {
                text.Append('_').Append(character);
            }
            else if (text.Length == 0 || text[^1] != '_')
            {
                text.Append('_');
            }
        }

        return text.ToString();
    }

    private static bool IsCounter(MetricType type) => type is MetricType.LongSum or MetricType.DoubleSum;

    // A unit in braces is a remark ("{request}"), and "1" says that there is none.
    private static string UnitOf(string? unit)
    {
        if (string.IsNullOrEmpty(unit) || unit[0] == '{' || unit == "1")
        {
            return "";
        }

        var per = unit.IndexOf('/', StringComparison.Ordinal);
        return per < 0
            ? _units.GetValueOrDefault(unit) ?? Clean(unit)
            : $"{UnitOf(unit[..per])}_per_{UnitOf(unit[(per + 1)..]).TrimEnd('s')}".TrimStart('_');
    }
}
