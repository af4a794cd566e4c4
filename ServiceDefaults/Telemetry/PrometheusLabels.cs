using System.Globalization;
using System.Text;
using OpenTelemetry;

namespace Orchestrator.ServiceDefaults;

/// <summary>The part between the braces. Pure.</summary>
internal static class PrometheusLabels
{
    public static string Of(ReadOnlyTagCollection tags, string extraName, string extraValue)
    {
        var pairs = new List<KeyValuePair<string, object?>>(tags.Count + 1);
        foreach (var tag in tags)
        {
            pairs.Add(tag);
        }

        pairs.Add(new KeyValuePair<string, object?>(extraName, extraValue));
        return Of(pairs);
    }

    /// <summary>Two names may become one when they are cleaned; their values are then joined, as a label has one value.</summary>
    public static string Of(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        var labels = pairs
            .GroupBy(pair => PrometheusNames.Clean(pair.Key), pair => TextOf(pair.Value), StringComparer.Ordinal)
            .Select(label => $"{label.Key}=\"{Escape(string.Join(';', label))}\"");
        return string.Join(',', labels);
    }

    public static string With(string labels, string name, string value) =>
        labels.Length == 0 ? $"{name}=\"{value}\"" : $"{labels},{name}=\"{value}\"";

    public static string EscapeHelp(string text) =>
        new StringBuilder(text).Replace(@"\", @"\\").Replace("\n", @"\n").ToString();

    private static string Escape(string text) =>
        new StringBuilder(text).Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("\n", @"\n").ToString();

    private static string TextOf(object? value) =>
        value switch
        {
            null => "",
            bool truth => truth ? "true" : "false",
            IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
