using System.Globalization;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Explanations;

/// <summary>A decision in Korean sentences. Names stand where no particle depends on their last sound.</summary>
internal static class KoreanExplanation
{
    public static string Of(RouteDecision decision) =>
        decision.Result switch
        {
            SelectionResult.Chosen chosen when decision.Request.IsEnsemble =>
                $"{Task(decision.Classification)} {Members(decision, chosen)}",
            SelectionResult.Chosen chosen => $"{Task(decision.Classification)} {Choice(chosen)}",
            SelectionResult.Refused refused => Refusal(decision.Request, refused) + Forced(decision.Request),
            _ => "",
        };

    private static string Forced(SelectionRequest request) =>
        request.Rules is { ForceFallsBack: false, ForcedBy.Length: > 0 } rules
            ? $" 운영자의 '{rules.ForcedBy}' 규칙에 따라 이 요청에는 다음 모델만 쓸 수 있습니다: {string.Join(", ", rules.Force)}."
            : "";

    private static string LeftOut(SelectionRequest request) =>
        request.Rules switch
        {
            { ForcedBy.Length: > 0 } => "규칙이 허용한 모델 가운데 답할 수 있는 모델이 없습니다.",
            { ForbiddenBy: [_, ..] rules } =>
                $"답할 수 있는 모든 모델이 운영자의 규칙에 따라 금지되었습니다({string.Join(", ", rules)}).",
            _ => "답할 수 있는 모든 모델이 역할 설정에 따라 제외되었습니다.",
        };

    public static string Refusal(SelectionRequest request, SelectionResult.Refused refused) =>
        refused.Kind switch
        {
            RefusalKind.UnknownModel =>
                $"'{request.Model.Name}'라는 이름의 모델을 가진 복제본이 없습니다.{Closest(refused.Detail)}",
            RefusalKind.NoReplica when request.Model.Aim == ModelAim.Named =>
                $"'{request.Model.Name}' 모델을 가진 복제본에 지금 연결할 수 없습니다.{Retry(refused)}",
            RefusalKind.NoReplica => $"알맞은 모델을 가진 복제본에 지금 연결할 수 없습니다.{Retry(refused)}",
            RefusalKind.OwnerChanging =>
                $"답할 수 있는 복제본을 맡던 워커가 방금 사라져 다른 워커가 이어받는 중입니다.{Retry(refused)}",
            RefusalKind.AllBusy => $"답할 수 있는 모든 복제본의 대기열이 가득 찼습니다.{Retry(refused)}",
            _ => NotCapable(request, refused.Detail),
        };

    private static string Task(Classification.Classification classification)
    {
        var task = KoreanReasons.Task[TaskNames.Of(classification.Task)];
        var share = (classification.Probability * 100).ToString("0", CultureInfo.InvariantCulture);
        return classification.Tier == ClassificationTier.Default
            ? $"무엇에 관한 요청인지 드러나지 않아 {task} 작업으로 처리합니다."
            : $"이 요청은 {task} 작업으로 분류되었습니다(근거의 {share}%: {string.Join(", ", classification.Evidence.Take(3))}).";
    }

    private static string Choice(SelectionResult.Chosen chosen)
    {
        var first = chosen.Choices[0];
        var why = Sentences(first.Reasons, KoreanReasons.Model);
        var where = Sentences(first.Reasons, KoreanReasons.Replica);
        var others = chosen.Choices.Count - 1;
        var rest =
            others == 0
                ? "대신할 다른 복제본은 없습니다."
                : string.Create(CultureInfo.InvariantCulture, $"실패하면 다음 후보 {others}개를 차례로 시도합니다.");
        return $"선택한 모델은 {first.Entry.Model.Name}입니다. {why} 때문입니다. "
            + $"첫 번째 복제본은 {first.Entry.Replica.Name}입니다. {where} 때문입니다. {rest}";
    }

    private static string Members(RouteDecision decision, SelectionResult.Chosen chosen)
    {
        var names = string.Join(
            ", ",
            chosen.Choices.Select(choice => $"{choice.Entry.Model.Name}({choice.Entry.Replica.Name})")
        );
        var count = chosen.Choices.Count;
        var few =
            count < chosen.MembersWanted
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $" 원래는 {chosen.MembersWanted}개를 쓰지만, 지금 사용할 수 있는 알맞은 모델은 {count}개뿐입니다."
                )
                : "";
        var why = Sentences(chosen.Choices[0].Reasons, KoreanReasons.Model);
        var how = decision.Plan.Reasons.Contains(StrategyReasons.Sequential) ? "차례로" : "나란히";
        var name = decision.Strategy == StrategyNames.Ensemble ? "앙상블" : decision.Strategy;
        return $"전략은 {name}입니다: 참여 모델들이 {how} 답하고, 그 답들을 바탕으로 하나의 답변을 작성합니다. "
            + $"참여 모델: {names}.{few} 첫 번째 모델은 {chosen.Choices[0].Entry.Model.Name}입니다. {why} 때문입니다.";
    }

    // Every cause ends in "기"; all but the last are joined by the same verb in "고".
    private static string Sentences(IReadOnlyList<string> reasons, IReadOnlyDictionary<string, string> words)
    {
        var causes = reasons.Where(words.ContainsKey).Select(reason => words[reason]).ToList();
        return string.Join(", ", causes.SkipLast(1).Select(cause => $"{cause[..^1]}고").Concat(causes.TakeLast(1)));
    }

    private static string NotCapable(SelectionRequest request, RefusalDetail detail)
    {
        if (request.IsEnsemble && detail.Lacking == "tools")
        {
            return "앙상블은 여러 답변을 바탕으로 하나의 글을 쓰므로 도구 호출을 전달할 수 없습니다. "
                + "도구를 쓰려면 'auto' 또는 모델 이름을 지정해 주세요.";
        }

        if (detail.Strategy.Length > 0)
        {
            return $"'{detail.Strategy}' 전략을 수행하는 워커가 없습니다.";
        }

        if (detail.IsLeftOut)
        {
            return LeftOut(request);
        }

        if (detail.IsDisabled)
        {
            return request.Model.Aim == ModelAim.Named
                ? $"'{request.Model.Name}' 모델은 운영자가 꺼 두었습니다(enabled = false)."
                : "사용할 수 있는 모든 모델을 운영자가 꺼 두었습니다(enabled = false).";
        }

        var who =
            request.Model.Aim == ModelAim.Named ? $"'{request.Model.Name}' 모델에는" : "사용할 수 있는 어떤 모델에도";
        return detail.Lacking.Length > 0
            ? $"{who} 요청에 필요한 기능이 없습니다: {KoreanReasons.Ability(detail.Lacking)}."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"요청에는 약 {detail.NeededTokens}토큰의 문맥이 필요하지만(프롬프트 {detail.NeededTokens - request.NeededTokens + request.PromptTokens}토큰), 사용할 수 있는 가장 긴 문맥은 {detail.LongestContext}토큰입니다. 아무것도 잘라내지 않았습니다."
            );
    }

    private static string Closest(RefusalDetail detail) =>
        detail.ClosestNames.Count > 0 ? $" 비슷한 이름: {string.Join(", ", detail.ClosestNames)}." : "";

    private static string Retry(SelectionResult.Refused refused) =>
        refused.RetryAfter is { } wait
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {Math.Ceiling(wait.TotalSeconds)}초 뒤에 다시 시도해 주세요."
            )
            : "";
}
