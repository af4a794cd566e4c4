using System.Globalization;
using System.Text.RegularExpressions;

namespace Orchestrator.Profiler.Probing.Grading;

/// <summary>Reads numbers as people write them: 1,234.5, −3, 3/4, 2.5e3, 3만 5천, 12억.</summary>
internal static partial class StatedNumbers
{
    private const int TimeoutMs = 2_000;

    public static List<double> In(string text)
    {
        var numbers = new List<double>();
        foreach (Match match in Number().Matches(PlainText.Of(text)))
        {
            var value = match.Groups["large"].Success ? Large(match.Value) : Plain(match);
            if (double.IsFinite(value))
            {
                numbers.Add(value);
            }
        }

        return numbers;
    }

    private static double Plain(Match match)
    {
        var value = Parse(match.Groups["whole"].Value);
        return match.Groups["below"].Success ? value / Parse(match.Groups["below"].Value) : value;
    }

    // "1억 2천만" is 120,000,000: hundreds and thousands gather until 만 or 억 closes the group.
    private static double Large(string text)
    {
        var (total, group) = (0.0, 0.0);
        foreach (var part in LargePart().Matches(text).Where(part => !string.IsNullOrWhiteSpace(part.Value)))
        {
            var value = part.Groups["digits"].Length > 0 ? Parse(part.Groups["digits"].Value) : 1;
            foreach (var unit in part.Groups["units"].Value)
            {
                (total, group, value) = unit switch
                {
                    '백' => (total, group + (value * 1e2), 0),
                    '천' => (total, group + (value * 1e3), 0),
                    '만' => (total + ((group + value) * 1e4), 0, 0),
                    _ => (total + ((group + value) * 1e8), 0, 0),
                };
            }

            group += value;
        }

        return text.StartsWith('-') ? -(total + group) : total + group;
    }

    private static double Parse(string text) =>
        double.TryParse(
            text.Replace(",", "").Replace(" ", ""),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : double.NaN;

    [GeneratedRegex(
        @"(?<large>-?\d[\d,.]{0,20} ?[백천만억]+( ?\d[\d,.]{0,12} ?[백천만억]*)*)|(?<whole>(?<![\w.])-?(\d{1,3}(,\d{3})+|\d{1,18})(\.\d{1,12})?(e[+\-]?\d{1,3})?(?!\d|(st|nd|rd|th)\b))( ?/ ?(?<below>\d{1,9}))?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        TimeoutMs
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<digits>\d[\d,.]{0,20})? ?(?<units>[백천만억]*)", RegexOptions.ExplicitCapture, TimeoutMs)]
    private static partial Regex LargePart();
}
