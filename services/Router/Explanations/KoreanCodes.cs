using Orchestrator.Router.Classification;
using Orchestrator.Router.Estimates;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Explanations;

/// <summary>Codes of exclusions, strategies, rules and estimates in Korean words.</summary>
internal static class KoreanCodes
{
    /// <summary>Ends a bracket: a noun form.</summary>
    public static readonly IReadOnlyDictionary<string, string> Exclusion = new Dictionary<string, string>
    {
        [ExclusionReasons.ContextTooShort] = "프롬프트에 비해 문맥이 짧음",
        [ExclusionReasons.Unreachable] = "연결할 수 없음",
        [ExclusionReasons.Draining] = "새 요청을 받지 않음",
        [ExclusionReasons.BreakerOpen] = "여러 번 연달아 실패함",
        [ExclusionReasons.QueueFull] = "대기열이 가득 참",
        [ExclusionReasons.Disabled] = "운영자가 꺼 둠",
        [ExclusionReasons.RuleForbids] = "운영자의 규칙이 금지함",
        [ExclusionReasons.NotForced] = "운영자의 규칙이 다른 모델을 지정함",
        [ExclusionReasons.RoleNotMapped] = "설정이 이 역할에 다른 모델을 지정함",
        ["lacks_completion"] = "글로 답하지 못함",
        ["lacks_tools"] = "도구를 호출하지 못함",
        ["lacks_vision"] = "이미지를 읽지 못함",
        ["lacks_thinking"] = "답하기 전에 생각하지 못함",
        ["lacks_embedding"] = "벡터를 만들지 못함",
    };

    /// <summary>Ends in "기", before "때문입니다".</summary>
    public static readonly IReadOnlyDictionary<string, string> Strategy = new Dictionary<string, string>
    {
        [StrategyReasons.Requested] = "요청이 이 전략을 지정했기",
        [StrategyReasons.Rule] = "운영자의 규칙이 이 전략을 지정했기",
        [StrategyReasons.Usual] = "보통은 한 번의 호출로 충분하기",
        [StrategyReasons.AimIsSingle] = "요청한 목표가 한 번의 호출만 허용하기",
        [StrategyReasons.SingleOnly] = "요청이 한 번의 호출만 허용하기",
        [StrategyReasons.Tools] = "여러 답변을 거치면 도구 호출을 전달할 수 없기",
        [StrategyReasons.Images] = "여러 답변을 거치면 이미지를 전달할 수 없기",
        [StrategyReasons.Form] = "여러 답변을 합치면 정해진 형식을 지키지 못할 수 있기",
        [StrategyReasons.Thinking] = "한 모델의 생각 과정을 요청했기",
        [StrategyReasons.NotCarriedOut] = "이 전략을 수행하는 워커가 없기",
        [StrategyReasons.TooFewMembers] = "지금 답할 수 있는 모델이 둘보다 적기",
        [StrategyReasons.GainTooSmall] = "여러 답변을 써도 비용만큼 나아질 것으로 예상되지 않기",
        [StrategyReasons.GainPays] = "여러 답변을 쓰면 비용보다 더 나아질 것으로 예상되기",
        [StrategyReasons.Sequential] = "메모리에 모든 참여 모델을 함께 올릴 수 없어 차례로 답해야 하기",
    };

    public static readonly IReadOnlyDictionary<string, string> Effect = new Dictionary<string, string>
    {
        [RuleEffectNames.Force] = "모델 지정",
        [RuleEffectNames.Prefer] = "모델 우선",
        [RuleEffectNames.Forbid] = "모델 금지",
        [RuleEffectNames.Strategy] = "전략 지정",
        [RuleEffectNames.Priority] = "우선순위 지정",
    };

    /// <summary>Where a figure of quality comes from.</summary>
    public static readonly IReadOnlyDictionary<string, string> Source = new Dictionary<string, string>
    {
        [QualitySources.Learned] = "결과에서 학습함",
        [QualitySources.Profile] = "프로필 기준",
        [QualitySources.Parameters] = "모델 크기로 추정",
        [QualitySources.Unknown] = "알려진 정보 없음",
    };

    public static readonly IReadOnlyDictionary<TextLanguage, string> Language = new Dictionary<TextLanguage, string>
    {
        [TextLanguage.Korean] = "한국어",
        [TextLanguage.English] = "영어",
        [TextLanguage.Mixed] = "한국어와 영어",
        [TextLanguage.Other] = "그 밖의 언어",
    };

    public static readonly IReadOnlyDictionary<string, string> StrategyName = new Dictionary<string, string>
    {
        [StrategyNames.Single] = "단일 호출",
        [StrategyNames.Ensemble] = "앙상블",
        [StrategyNames.Cascade] = "캐스케이드",
        ["debate"] = "토론",
        ["team"] = "팀",
        ["decompose"] = "분해",
        ["refine"] = "다듬기",
        ["workflow"] = "워크플로",
    };
}
