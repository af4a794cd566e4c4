using System.Globalization;
using System.Text;

namespace Orchestrator.Cli.Tests.Evaluate;

/// <summary>Small worlds of outcomes with answers that are known.</summary>
internal static class OutcomeTexts
{
    public const string Small = "small-7b";
    public const string Large = "large-70b";

    /// <summary>
    /// Four domains of different words. Sums are beyond the small model in all of them, chat is easy for both: whoever
    /// learns that digits matter is right in a domain that it has not seen. All prompts are of one length.
    /// </summary>
    public static string DigitsMatter(int perDomain = 40)
    {
        var text = new StringBuilder();
        foreach (var domain in (string[])["oaks", "elms", "figs", "ashs"])
        {
            for (var i = 0; i < perDomain; i++)
            {
                var isSum = i % 2 == 0;
                var prompt = isSum ? $"{domain} {1000 + i} + {2000 + i} {domain}" : $"{domain} of many {domain} trees";
                text.Append(Line(prompt.PadRight(32, isSum ? '7' : 'a'), domain, isSum ? 0 : 1, 1));
            }
        }

        return text.ToString();
    }

    public static string Line(string prompt, string domain, double small, double large)
    {
        var scores = string.Create(CultureInfo.InvariantCulture, $"\"{Small}\":{small},\"{Large}\":{large}");
        return $$$"""{"prompt":"{{{prompt}}}","domain":"{{{domain}}}","scores":{{{{scores}}}}}""" + "\n";
    }
}
