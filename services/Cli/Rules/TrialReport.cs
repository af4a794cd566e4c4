using System.Globalization;
using Orchestrator.Router.Classification;

namespace Orchestrator.Cli.Rules;

/// <summary>Results as lines for people.</summary>
internal static class TrialReport
{
    public static void Write(TextWriter output, IReadOnlyList<TrialResult> results)
    {
        foreach (var result in results)
        {
            Write(output, result);
        }

        var tests = results.Where(result => result.Trial.Expect is not null).ToList();
        if (tests.Count > 0)
        {
            var failed = tests.Count(result => result.Misses.Count > 0);
            output.WriteLine($"{tests.Count - failed} of {tests.Count} as expected.");
        }
    }

    private static void Write(TextWriter output, TrialResult result)
    {
        var classification = result.Classification;
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Trial.Place}: {TaskNames.Of(classification.Task)} ({classification.Probability:0.00}), {LanguageNames.Of(classification.Language)}, difficulty {classification.Difficulty:0.00}"
            )
        );
        foreach (var hit in result.Verdict.Hits)
        {
            var effects =
                hit.Effects.Count > 0 ? string.Join(", ", hit.Effects) : "nothing: earlier rules have settled it";
            output.WriteLine($"  rule {hit.Rule}: {effects}");
        }

        foreach (var (name, value) in Effects(result))
        {
            output.WriteLine($"  {name}: {value}");
        }

        foreach (var miss in result.Misses)
        {
            output.WriteLine($"  NOT AS EXPECTED: {miss}");
        }
    }

    private static IEnumerable<(string Name, string Value)> Effects(TrialResult result)
    {
        var verdict = result.Verdict;
        if (verdict.Hits.Count == 0)
        {
            yield return ("rules", "none holds");
        }

        if (verdict.Force.Count > 0)
        {
            var others = verdict.ForceFallsBack ? " (others may follow)" : "";
            yield return ("only", string.Join(", ", verdict.Force) + others);
        }

        if (verdict.Prefer.Count > 0)
        {
            yield return ("first", string.Join(", ", verdict.Prefer));
        }

        if (verdict.Forbid.Count > 0)
        {
            yield return ("never", string.Join(", ", verdict.Forbid));
        }

        if (verdict.Strategy is { } strategy)
        {
            yield return ("strategy", strategy);
        }

        if (TrialResult.PriorityOf(verdict) is { } priority)
        {
            yield return ("priority", priority);
        }
    }
}
