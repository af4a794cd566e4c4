using Orchestrator.Router;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Rules;

namespace Orchestrator.Cli.Rules;

/// <summary>What rules made of one request.</summary>
/// <param name="Misses">Sentences: what is not as expected.</param>
internal sealed record TrialResult(
    RuleTrial Trial,
    Classification Classification,
    RuleVerdict Verdict,
    IReadOnlyList<string> Misses
)
{
    private static readonly int _classifiedChars = new RouterOptions().ClassifiedChars;

    /// <summary>Names that an expectation may use, each with its value as a list.</summary>
    public static readonly IReadOnlyList<(
        string Name,
        Func<Classification, RuleVerdict, IReadOnlyList<string>> Of
    )> Facts =
    [
        ("task", (classification, _) => [TaskNames.Of(classification.Task)]),
        ("language", (classification, _) => [LanguageNames.Of(classification.Language)]),
        ("rules", (_, verdict) => [.. verdict.Hits.Select(hit => hit.Rule)]),
        ("force", (_, verdict) => verdict.Force),
        ("prefer", (_, verdict) => verdict.Prefer),
        ("forbid", (_, verdict) => verdict.Forbid),
        ("strategy", (_, verdict) => verdict.Strategy is { } strategy ? [strategy] : []),
        ("priority", (_, verdict) => PriorityOf(verdict) is { } priority ? [priority] : []),
    ];

    public static TrialResult Of(RuleTrial trial, RuleSet rules)
    {
        var input = trial.ToInput();
        var classification = TaskClassifier.Classify(
            new ClassificationRequest(input.Turns, input.ToolCount, input.ImageCount, input.WantsJson),
            _classifiedChars
        );
        var verdict = rules.Verdict(input, classification);
        return new TrialResult(trial, classification, verdict, [.. MissesOf(trial, classification, verdict)]);
    }

    /// <returns>Null when no rule sets it.</returns>
    public static string? PriorityOf(RuleVerdict verdict) =>
        verdict.Priority is { } priority ? RuleValues.PriorityNames[(int)priority] : null;

    private static IEnumerable<string> MissesOf(RuleTrial trial, Classification classification, RuleVerdict verdict)
    {
        foreach (var (name, of) in Facts)
        {
            if (trial.Expect is { } expect && expect.TryGetValue(name, out var wanted))
            {
                var found = of(classification, verdict);
                if (!found.SequenceEqual(wanted, StringComparer.Ordinal))
                {
                    yield return $"{name}: expected {Shown(wanted)}, found {Shown(found)}";
                }
            }
        }
    }

    private static string Shown(IReadOnlyList<string> values) =>
        values.Count == 0 ? "nothing" : string.Join(", ", values);
}
