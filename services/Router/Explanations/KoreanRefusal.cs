using System.Globalization;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>A refusal in Korean sentences: why, what would help, and when.</summary>
internal static class KoreanRefusal
{
    public static string Of(SelectionRequest request, SelectionResult.Refused refused) =>
        Why(request, refused) + Forced(request);

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

    private static string Why(SelectionRequest request, SelectionResult.Refused refused) =>
        refused.Kind switch
        {
            RefusalKind.UnknownModel =>
                $"{KoreanParticle.Called($"'{request.Model.Name}'")} 이름의 모델을 가진 복제본이 없습니다.{Closest(refused.Detail)}",
            RefusalKind.NoReplica when request.Model.Aim == ModelAim.Named =>
                $"'{request.Model.Name}' 모델을 가진 복제본에 지금 연결할 수 없습니다.{Retry(refused)}",
            RefusalKind.NoReplica => $"알맞은 모델을 가진 복제본에 지금 연결할 수 없습니다.{Retry(refused)}",
            RefusalKind.OwnerChanging =>
                $"답할 수 있는 복제본을 맡던 워커가 방금 사라져 다른 워커가 이어받는 중입니다.{Retry(refused)}",
            RefusalKind.AllBusy when refused.Detail.FirstTokenSeconds > 0 => Late(request, refused) + Retry(refused),
            RefusalKind.AllBusy => $"답할 수 있는 모든 복제본의 대기열이 가득 찼습니다.{Retry(refused)}",
            _ => NotCapable(request, refused.Detail),
        };

    private static string Late(SelectionRequest request, SelectionResult.Refused refused)
    {
        var first = Figures.Seconds(refused.Detail.FirstTokenSeconds);
        return request.Deadline is { } deadline
            ? $"첫 토큰은 빨라도 {first}초 뒤에 나오는데, {Figures.Seconds(deadline.TotalSeconds)}초 안에 나와야 합니다."
            : $"첫 토큰은 빨라도 {first}초 뒤에 나오는데, 이는 허용된 대기 시간보다 깁니다.";
    }

    private static string NotCapable(SelectionRequest request, RefusalDetail detail)
    {
        if (request.IsEnsemble && detail.Lacking == "tools")
        {
            return "앙상블은 여러 답변을 바탕으로 하나의 글을 쓰므로 도구 호출을 전달할 수 없습니다. "
                + "도구를 쓰려면 'auto' 또는 모델 이름을 지정해 주세요.";
        }

        if (detail.Workflows.Count > 0)
        {
            return Workflows(request, detail);
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
                $"요청에는 약 {detail.NeededTokens}토큰의 문맥이 필요하지만(프롬프트 {request.PromptTokens}토큰), 사용할 수 있는 가장 긴 문맥은 {detail.LongestContext}토큰입니다. 아무것도 잘라내지 않았습니다."
            );
    }

    private static string Workflows(SelectionRequest request, RefusalDetail detail)
    {
        var names = string.Join(", ", WorkflowNames.Shown(detail));
        return request.Model.Workflow is null
            ? $"워크플로가 여러 개 있으므로 이름을 지정해 주세요. 사용할 수 있는 워크플로: {names}."
            : $"'{detail.Strategy}' 워크플로를 아는 워커가 없습니다. 사용할 수 있는 워크플로: {names}.";
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
