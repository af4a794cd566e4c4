using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Explanations;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Explanations;

public sealed class ExplanationTests
{
    private static readonly Router.Classification.Classification Code = new(
        TaskType.Code,
        TextLanguage.Korean,
        0.84,
        ["code_fence", "keyword:파이썬"],
        ClassificationTier.Rules
    );

    [Fact]
    public void A_choice_is_explained_in_whole_sentences_of_both_languages()
    {
        var fleet = Of(Replica("gpu-1", [Model("qwen2.5-coder:7b", resident: true)]), Replica("gpu-2"));
        var decision = Decide(fleet, Request("auto", TaskType.Code, TextLanguage.Korean));
        // What the numbers are is the estimates' matter; ComparisonTests have their words.
        var chosen = Assert.IsType<SelectionResult.Chosen>(decision.Result);
        var first = chosen.Choices[0];

        Assert.Equal(
            "The request is taken for code, with 84 % of the evidence (code_fence, keyword:파이썬), in Korean, of difficulty 0.50. "
                + "One model call answers because the caller allows no more than that. "
                + "Model qwen2.5-coder:7b was chosen because its family is made for code, and its family is good at Korean. "
                + $"{EnglishNumbers.Compared(chosen)} "
                + "Replica gpu-1 comes first because the model is in memory there, and a slot is free, and no other replica can take it. "
                + $"{EnglishNumbers.Expected(first)} "
                + "If that fails, one more choice follows.",
            EnglishExplanation.Of(decision)
        );
        Assert.Equal(
            "이 요청은 코드 작업으로 분류되었습니다(근거의 84%: code_fence, keyword:파이썬; 언어: 한국어, 난이도: 0.50). "
                + "모델을 한 번만 호출합니다. 요청이 한 번의 호출만 허용하기 때문입니다. "
                + "선택한 모델은 qwen2.5-coder:7b입니다. 코드를 위해 만들어진 계열이고, 한국어에 강한 계열이기 때문입니다. "
                + $"{KoreanNumbers.Compared(chosen)} "
                + "첫 번째 복제본은 gpu-1입니다. 모델이 이미 메모리에 있고, 빈 슬롯이 있고, 다른 복제본은 맡을 수 없기 때문입니다. "
                + $"{KoreanNumbers.Expected(first)} "
                + "실패하면 다음 후보를 시도합니다.",
            KoreanExplanation.Of(decision)
        );
    }

    [Fact]
    public void A_prompt_that_is_too_long_is_refused_with_the_numbers()
    {
        var decision = Decide(Of(Replica("a", [Model("qwen3:8b", context: 4_096)])), Request(tokens: 9_256));

        Assert.Equal(
            "The request needs about 9256 tokens of context (9000 for the prompt), but the longest that would do has 4096. Nothing was cut.",
            EnglishExplanation.Of(decision)
        );
        Assert.Contains("9256토큰", KoreanExplanation.Of(decision), StringComparison.Ordinal);
        Assert.Contains("4096토큰", KoreanExplanation.Of(decision), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_model_is_answered_with_the_closest_names()
    {
        var decision = Decide(Of(Replica("a")), Request("qwen3:9b"));

        Assert.Equal(
            "No replica has a model named 'qwen3:9b'. The closest names are qwen3:8b.",
            EnglishExplanation.Of(decision)
        );
        Assert.Equal(
            "'qwen3:9b'라는 이름의 모델을 가진 복제본이 없습니다. 비슷한 이름: qwen3:8b.",
            KoreanExplanation.Of(decision)
        );
    }

    [Fact]
    public void An_ensemble_names_its_strategy_and_its_members_in_both_languages()
    {
        var fleet = Of(Replica("gpu-1", [Model("qwen2.5-coder:7b")]), Replica("gpu-2", [Model("llama3.2:3b")]));
        var decision = Decide(fleet, Request("ensemble", TaskType.Code, TextLanguage.English));

        Assert.Equal(
            ("ensemble", "qwen2.5-coder:7b,llama3.2:3b"),
            (decision.Strategy, string.Join(',', decision.Models))
        );
        Assert.EndsWith(
            "The strategy is ensemble because the request asks for it. "
                + "Several models take part. Members: qwen2.5-coder:7b (gpu-1), llama3.2:3b (gpu-2). "
                + "That is fewer than the 3 that are wanted: no other suitable model is available now. "
                + "qwen2.5-coder:7b comes first because its family is made for code.",
            EnglishExplanation.Of(decision),
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "전략은 앙상블입니다. 요청이 이 전략을 지정했기 때문입니다. "
                + "여러 모델이 함께 참여합니다. 참여 모델: qwen2.5-coder:7b(gpu-1), llama3.2:3b(gpu-2). "
                + "원래는 3개를 쓰지만, 지금 사용할 수 있는 알맞은 모델은 2개뿐입니다. "
                + "첫 번째 모델은 qwen2.5-coder:7b입니다. 코드를 위해 만들어진 계열이기 때문입니다.",
            KoreanExplanation.Of(decision),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Tools_for_an_ensemble_are_refused_with_the_reason_in_both_languages()
    {
        var needs = ModelAbilities.Completion | ModelAbilities.Tools;
        var decision = Decide(Of(Replica("a")), Request("ensemble", needs: needs));

        Assert.Contains("cannot pass tool calls on", EnglishExplanation.Of(decision), StringComparison.Ordinal);
        Assert.Contains("도구 호출을 전달할 수 없습니다", KoreanExplanation.Of(decision), StringComparison.Ordinal);
        Assert.Empty(decision.Models);
    }

    [Fact]
    public void A_model_that_is_switched_off_is_refused_in_both_languages()
    {
        var detail = RefusalDetail.None with { IsDisabled = true };
        var refused = new SelectionResult.Refused(RefusalKind.NotCapable, null, detail, []);

        Assert.Equal(
            "'qwen3:8b' is switched off by an operator (enabled = false).",
            EnglishRefusal.Of(Request("qwen3:8b"), refused)
        );
        Assert.Equal(
            "'qwen3:8b' 모델은 운영자가 꺼 두었습니다(enabled = false).",
            KoreanRefusal.Of(Request("qwen3:8b"), refused)
        );
    }

    private static RouteDecision Decide(FleetSnapshot fleet, SelectionRequest request) =>
        new("d", Code, request, Fresh(fleet).Choose(request).Result)
        {
            Plan = request.IsEnsemble
                ? new StrategyPlan(StrategyNames.Ensemble, Parallel: true, [StrategyReasons.Requested])
                : StrategyPlan.Single(StrategyReasons.SingleOnly),
        };
}
