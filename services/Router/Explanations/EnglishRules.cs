using Orchestrator.Router.Rules;

namespace Orchestrator.Router.Explanations;

/// <summary>What operators' rules did, in English.</summary>
internal static class EnglishRules
{
    private const int MaxRules = 8;

    /// <returns>Empty when no rule holds.</returns>
    public static string Of(RuleVerdict verdict)
    {
        if (verdict.Hits.Count == 0)
        {
            return "";
        }

        var hits = string.Join(", ", verdict.Hits.Take(MaxRules).Select(Hit));
        var more = verdict.Hits.Count > MaxRules ? $" and {verdict.Hits.Count - MaxRules} more" : "";
        var priority = verdict.Priority is { } asked
            ? $" The priority is {RuleValues.PriorityNames[(int)asked]} by rule."
            : "";
        return $"Operators' rules that hold: {hits}{more}.{priority}";
    }

    private static string Hit(RuleHit hit) =>
        hit.Effects.Count > 0
            ? $"'{hit.Rule}' ({string.Join(", ", hit.Effects.Select(effect => EnglishCodes.Effect[effect]))})"
            : $"'{hit.Rule}' (earlier rules have settled what it says)";
}
