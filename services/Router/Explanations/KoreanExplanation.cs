using System.Globalization;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Selection;
using Orchestrator.Router.Strategy;

namespace Orchestrator.Router.Explanations;

/// <summary>A decision in Korean sentences.</summary>
internal static class KoreanExplanation
{
    private const int MaxEvidence = 3;

    public static string Of(RouteDecision decision) =>
        decision.Result switch
        {
            SelectionResult.Chosen chosen => Joined([
                Task(decision.Classification),
                KoreanRules.Of(decision.Request.Rules),
                Strategy(decision.Plan),
                .. decision.Request.IsEnsemble ? [Members(chosen)] : Choice(chosen),
                LeftOut(chosen.Exclusions),
            ]),
            SelectionResult.Refused refused => Joined([
                KoreanRefusal.Of(decision.Request, refused),
                KoreanRules.Of(decision.Request.Rules),
            ]),
            _ => "",
        };

    private static string Joined(IEnumerable<string> sentences) =>
        string.Join(' ', sentences.Where(sentence => sentence.Length > 0));

    private static string Task(Classification.Classification classification)
    {
        var task = KoreanReasons.Task[TaskNames.Of(classification.Task)];
        var more =
            $"언어: {KoreanCodes.Language[classification.Language]}, 난이도: {Figures.Share(classification.Difficulty)}";
        if (classification.Tier == ClassificationTier.Default)
        {
            return $"무엇에 관한 요청인지 드러나지 않아 {task} 작업으로 처리합니다({more}).";
        }

        var percent = Figures.Percent(classification.Probability);
        // Rules know no probability, only what share of the evidence speaks for the task.
        var sure = classification.Tier is ClassificationTier.Rules or ClassificationTier.Hint
            ? $"근거의 {percent}%"
            : $"확률 {percent}%";
        var evidence = string.Join(", ", classification.Evidence.Take(MaxEvidence));
        var why = evidence.Length > 0 ? $": {evidence}" : "";
        return $"이 요청은 {task} 작업으로 분류되었습니다({sure}{why}; {more}).";
    }

    private static string Strategy(StrategyPlan plan)
    {
        var how =
            plan.Name == StrategyNames.Single
                ? "모델을 한 번만 호출합니다."
                : $"전략은 {KoreanCodes.StrategyName.GetValueOrDefault(plan.Name, plan.Name)}입니다.";
        var why = Sentences(plan.Reasons, KoreanCodes.Strategy);
        var price =
            plan.Gain > 0
                ? $" 시간이 {Figures.Seconds(plan.ExtraSeconds)}초 더 드는 대신 품질은 {Figures.Share(plan.Gain)} 높아질 것으로 예상됩니다."
                : "";
        return why.Length > 0 ? $"{how} {why} 때문입니다.{price}" : how;
    }

    private static IEnumerable<string> Choice(SelectionResult.Chosen chosen)
    {
        var first = chosen.Choices[0];
        var why = Sentences(first.Reasons, KoreanReasons.Model);
        var where = Sentences(first.Reasons, KoreanReasons.Replica);
        return
        [
            $"선택한 모델은 {first.Entry.Model.Name}입니다. {why} 때문입니다.",
            KoreanNumbers.Compared(chosen),
            $"첫 번째 복제본은 {first.Entry.Replica.Name}입니다. {where} 때문입니다.",
            KoreanNumbers.Expected(first),
            KoreanNumbers.Chance(chosen),
            KoreanNumbers.Hedge(chosen),
            Rest(chosen.Choices.Count - 1),
        ];
    }

    private static string Rest(int others) =>
        others switch
        {
            0 => "대신할 다른 복제본은 없습니다.",
            1 => "실패하면 다음 후보를 시도합니다.",
            _ => string.Create(CultureInfo.InvariantCulture, $"실패하면 다음 후보 {others}개를 차례로 시도합니다."),
        };

    private static string Members(SelectionResult.Chosen chosen)
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
        return $"여러 모델이 함께 참여합니다. 참여 모델: {names}.{few} "
            + $"첫 번째 모델은 {chosen.Choices[0].Entry.Model.Name}입니다. {why} 때문입니다.";
    }

    private static string LeftOut(IReadOnlyList<ExcludedCandidate> exclusions)
    {
        var groups = ExclusionGroup.Of(exclusions).Select(Group).ToList();
        return groups.Count > 0 ? $"제외된 후보: {string.Join(", ", groups)}." : "";
    }

    private static string Group(ExclusionGroup group)
    {
        var more = group.More > 0 ? string.Create(CultureInfo.InvariantCulture, $" 외 {group.More}개") : "";
        return $"{string.Join(", ", group.Names)}{more}[{KoreanCodes.Exclusion.GetValueOrDefault(group.Reason, group.Reason)}]";
    }

    // Every cause ends in "기"; all but the last are joined by the same verb in "고".
    private static string Sentences(IReadOnlyList<string> reasons, IReadOnlyDictionary<string, string> words)
    {
        var causes = reasons.Where(words.ContainsKey).Select(reason => words[reason]).ToList();
        return string.Join(", ", causes.SkipLast(1).Select(cause => $"{cause[..^1]}고").Concat(causes.TakeLast(1)));
    }
}
