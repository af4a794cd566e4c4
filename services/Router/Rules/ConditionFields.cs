using Orchestrator.Files;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Rules;

/// <summary>Reads the <c>when</c> of a rule.</summary>
internal static class ConditionFields
{
    private const int TokensMax = 10_000_000;

    private static readonly string[] _known =
    [
        "task",
        "language",
        "header",
        "key",
        "regex",
        "tools",
        "images",
        "json",
        "model",
        "role",
        "priority",
        "min_difficulty",
        "max_difficulty",
        "min_prompt_tokens",
        "max_prompt_tokens",
    ];

    private static readonly string[] _languages = [.. Enum.GetValues<TextLanguage>().Select(LanguageNames.Of)];

    /// <summary>Without a <c>when</c> the rule holds always.</summary>
    public static RuleConditions Read(YamlField field, RuleLimits limits)
    {
        if (field.Fields(_known) is not { } when)
        {
            return new RuleConditions();
        }

        CheckOrder(when, "min_difficulty", "max_difficulty");
        CheckOrder(when, "min_prompt_tokens", "max_prompt_tokens");
        return Sizes(when) with
        {
            Tasks = RuleValues.Bits(when["task"], "task", TaskNames.All),
            Languages = RuleValues.Bits(when["language"], "language", _languages),
            Priorities = RuleValues.Bits(when["priority"], "priority", RuleValues.PriorityNames),
            Tools = when["tools"].Truth(),
            Images = when["images"].Truth(),
            Json = when["json"].Truth(),
            Models = [.. RuleValues.Models(when["model"]).Select(GlobPattern.Normalize)],
            Keys = RuleValues.Globs(when["key"]),
            Roles = RuleValues.Globs(when["role"]),
            Headers = HeaderFields.Read(when["header"], limits),
            Expressions = RuleValues.Expressions(when["regex"], limits),
        };
    }

    private static RuleConditions Sizes(YamlFields when) =>
        new()
        {
            MinDifficulty = when["min_difficulty"].Number(0, 1) ?? 0,
            MaxDifficulty = when["max_difficulty"].Number(0, 1) ?? 1,
            MinPromptTokens = when["min_prompt_tokens"].Whole(0, TokensMax) ?? 0,
            MaxPromptTokens = when["max_prompt_tokens"].Whole(0, TokensMax) ?? int.MaxValue,
        };

    private static void CheckOrder(YamlFields when, string least, string most)
    {
        // What is no number at all is told where it is read.
        var from = Value(when[least]);
        var to = Value(when[most]);
        if (from > to)
        {
            when[most].Problem($"is less than {least}, so the rule would never hold");
        }
    }

    private static double? Value(YamlField field) =>
        double.TryParse(
            field.Scalar?.Text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : null;
}
