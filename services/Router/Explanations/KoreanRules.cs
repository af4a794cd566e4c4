using Orchestrator.Router.Rules;

namespace Orchestrator.Router.Explanations;

/// <summary>What operators' rules did, in Korean.</summary>
internal static class KoreanRules
{
    private const int MaxRules = 8;

    private static readonly string[] _priorities = ["대화형(interactive)", "보통(normal)", "일괄(batch)"];

    /// <returns>Empty when no rule holds.</returns>
    public static string Of(RuleVerdict verdict)
    {
        if (verdict.Hits.Count == 0)
        {
            return "";
        }

        var hits = string.Join(", ", verdict.Hits.Take(MaxRules).Select(Hit));
        var more = verdict.Hits.Count > MaxRules ? $" 외 {verdict.Hits.Count - MaxRules}개" : "";
        var priority = verdict.Priority is { } asked ? $" 규칙에 따라 우선순위는 {_priorities[(int)asked]}입니다." : "";
        return $"적용된 운영자 규칙: {hits}{more}.{priority}";
    }

    private static string Hit(RuleHit hit) =>
        hit.Effects.Count > 0
            ? $"'{hit.Rule}'({string.Join(", ", hit.Effects.Select(effect => KoreanCodes.Effect[effect]))})"
            : $"'{hit.Rule}'(앞선 규칙이 이미 정함)";
}
