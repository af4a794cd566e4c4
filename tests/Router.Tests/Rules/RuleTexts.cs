using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Rules;

namespace Orchestrator.Router.Tests.Rules;

/// <summary>Small builders for rules and for the requests that they are asked about.</summary>
internal static class RuleTexts
{
    public static RuleSet Parsed(string yaml)
    {
        var reading = RulesFile.Read(yaml, "rules.yaml", "v1", RuleLimits.Default);
        Assert.Empty(reading.Problems);
        return reading.Value!; // Without a problem there is a value.
    }

    /// <summary>One rule named "it" that forbids "x" where <paramref name="when"/> holds.</summary>
    public static RuleSet When(string when) => Parsed($"rules:\n  - name: it\n    when: {{ {when} }}\n    forbid: x\n");

    public static IReadOnlyList<string> Problems(string yaml) =>
        [
            .. RulesFile
                .Read(yaml, "rules.yaml", "v1", RuleLimits.Default)
                .Problems.Select(problem => $"{problem.Line} {problem.Field}: {problem.Message}"),
        ];

    public static RouteInput Input(string text = "hello", string model = "auto") =>
        new("run-1", model, [new("user", text)], text.Length, 0, 0, false, false, 0, [], false);

    public static Router.Classification.Classification Classified(
        TaskType task = TaskType.Code,
        TextLanguage language = TextLanguage.Korean,
        double difficulty = 0.5
    ) => new(task, language, 0.9, [], ClassificationTier.Rules) { Difficulty = difficulty };

    public static bool Holds(this RuleSet rules, RouteInput input) => rules.Verdict(input, Classified()).Hits.Count > 0;
}
