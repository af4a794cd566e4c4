using Orchestrator.Files;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Rules;

/// <summary>When a rule holds: all of its conditions, and within a condition any of its entries. Pure.</summary>
internal sealed record RuleConditions
{
    /// <summary>A bit for each <see cref="TaskType"/>.</summary>
    public int Tasks { get; init; } = ~0;

    /// <summary>A bit for each <see cref="TextLanguage"/>.</summary>
    public int Languages { get; init; } = ~0;

    /// <summary>A bit for each priority.</summary>
    public int Priorities { get; init; } = ~0;

    public bool? Tools { get; init; }

    public bool? Images { get; init; }

    public bool? Json { get; init; }

    public double MinDifficulty { get; init; }

    public double MaxDifficulty { get; init; } = 1;

    public int MinPromptTokens { get; init; }

    public int MaxPromptTokens { get; init; } = int.MaxValue;

    /// <summary>Patterns of the model that was asked for, as <see cref="GlobPattern.Normalize"/> spells them; empty for any.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Patterns of the tenant in lower case; empty for any.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Patterns of the role in lower case; empty for any.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>All of these have to be there.</summary>
    public IReadOnlyList<HeaderCondition> Headers { get; init; } = [];

    /// <summary>Over the newest user message; empty for any.</summary>
    public IReadOnlyList<TextExpression> Expressions { get; init; } = [];

    /// <summary>What is cheap decides first: most rules end in the first line, and text is read for the few that are left.</summary>
    public bool Hold(RuleFacts facts) =>
        HoldsKind(facts)
        && HoldsSize(facts)
        && HoldsNames(facts)
        && HoldHeaders(facts)
        && (Expressions.Count == 0 || facts.MatchesAny(Expressions));

    private bool HoldsKind(RuleFacts facts) =>
        (Tasks & facts.Task) != 0
        && (Languages & facts.Language) != 0
        && (Priorities & facts.Priority) != 0
        && (Tools ?? facts.Tools) == facts.Tools
        && (Images ?? facts.Images) == facts.Images
        && (Json ?? facts.Json) == facts.Json;

    private bool HoldsSize(RuleFacts facts) =>
        facts.Difficulty >= MinDifficulty
        && facts.Difficulty <= MaxDifficulty
        && (
            (MinPromptTokens == 0 && MaxPromptTokens == int.MaxValue)
            || (facts.PromptTokens >= MinPromptTokens && facts.PromptTokens <= MaxPromptTokens)
        );

    private bool HoldsNames(RuleFacts facts) =>
        (Models.Count == 0 || GlobPattern.First(Models, facts.Model) >= 0)
        && (Keys.Count == 0 || GlobPattern.First(Keys, facts.Key) >= 0)
        && (Roles.Count == 0 || GlobPattern.First(Roles, facts.Role) >= 0);

    private bool HoldHeaders(RuleFacts facts)
    {
        for (var i = 0; i < Headers.Count; i++)
        {
            if (!Headers[i].Holds(facts.Headers))
            {
                return false;
            }
        }

        return true;
    }
}
