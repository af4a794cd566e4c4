using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>Reason codes in Korean words that go before "때문입니다".</summary>
internal static class KoreanReasons
{
    public static readonly IReadOnlyDictionary<string, string> Task = new Dictionary<string, string>
    {
        ["code"] = "코드",
        ["math"] = "수학",
        ["reasoning"] = "추론",
        ["translation"] = "번역",
        ["creative_writing"] = "창작",
        ["summarization_extraction"] = "요약·추출",
        ["question_answering"] = "질문 답변",
        ["conversation_roleplay"] = "대화·역할극",
        ["tool_agentic"] = "도구 사용",
        ["planning"] = "계획",
    };

    public static readonly IReadOnlyDictionary<string, string> Model = new Dictionary<string, string>
    {
        [ChoiceReasons.NextModel] = "더 나은 모델이 지금 답할 수 없기",
        ["requested"] = "요청이 이 모델을 지정했기",
        [ModelReasons.Fallback] = "요청한 모델을 쓸 수 없어 설정에 있는 대체 모델을 쓰기",
        [ModelReasons.RuleForces] = "운영자의 규칙이 이 모델을 쓰게 하기",
        [ModelReasons.RulePrefers] = "운영자의 규칙이 이 모델을 우선하기",
        [ModelReasons.Role] = "설정이 이 역할에 이 모델을 정했기",
        [ModelReasons.RoleUnmapped] = "설정에 없는 역할이라 목표에 따라 골랐기",
        [ModelReasons.BelowFloor] = "기대 품질이 하한보다 낮지만 더 나은 모델이 없기",
        [ModelReasons.Explored] = "더 배우기 위해 이번에는 다른 모델을 시도하기",
        ["preferred"] = "설정이 이 작업에 이 모델을 우선하기",
        [ModelReasons.OptimalFor] = "운영자가 이 작업에 가장 알맞다고 정했기",
        [ModelReasons.HighPriority] = "운영자가 높은 우선순위를 주었기",
        ["task_code"] = "코드를 위해 만들어진 계열이기",
        ["task_math"] = "수학에 강한 계열이기",
        ["task_reasoning"] = "추론에 강한 계열이기",
        ["task_translation"] = "번역에 강한 계열이기",
        ["task_creative_writing"] = "글쓰기에 강한 계열이기",
        ["task_summarization_extraction"] = "요약에 강한 계열이기",
        ["task_question_answering"] = "질문 답변에 강한 계열이기",
        ["task_conversation_roleplay"] = "대화에 강한 계열이기",
        ["task_tool_agentic"] = "도구 호출에 강한 계열이기",
        ["task_planning"] = "계획에 강한 계열이기",
        ["language_ko"] = "한국어에 강한 계열이기",
        ["large"] = "큰 모델이고 품질을 우선하는 요청이기",
        ["small"] = "작은 모델이고 속도나 비용을 우선하는 요청이기",
        ["general"] = "크기와 준비 상태의 균형이 가장 좋기",
    };

    public static readonly IReadOnlyDictionary<string, string> Replica = new Dictionary<string, string>
    {
        [ChoiceReasons.Resident] = "모델이 이미 메모리에 있기",
        [ChoiceReasons.FreeSlot] = "빈 슬롯이 있기",
        [ChoiceReasons.Planned] = "배치 계획이 모델을 그곳에 두기",
        [ChoiceReasons.Idle] = "다른 작업이 없기",
        [ChoiceReasons.OnlyReplica] = "다른 복제본은 맡을 수 없기",
        [ChoiceReasons.Soonest] = "가장 먼저 답을 마칠 것으로 예상되기",
        [ChoiceReasons.PrefixCached] = "이렇게 시작하는 내용에 답한 적이 있기",
        [ChoiceReasons.FailedBefore] = "앞서 실패했지만 다른 복제본이 모두 빠졌기",
        [ChoiceReasons.Degraded] = "정상인 복제본이 받을 수 없기",
        [ChoiceReasons.Simulated] = "시뮬레이션 복제본에만 있어 실제 모델이 답하지 않기",
    };

    public static string Ability(string ability) =>
        ability switch
        {
            "tools" => "도구 호출",
            "vision" => "이미지 읽기",
            "thinking" => "답하기 전에 생각하기",
            _ => "글로 답하기",
        };
}
