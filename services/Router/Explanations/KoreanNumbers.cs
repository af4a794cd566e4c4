using System.Globalization;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>The numbers that decided, in Korean.</summary>
internal static class KoreanNumbers
{
    /// <summary>Against the next best model: the largest difference in words. Empty when there is no other.</summary>
    public static string Compared(SelectionResult.Chosen chosen)
    {
        if (Comparison.Of(chosen) is not { } found)
        {
            return "";
        }

        var other = found.Other.Entry.Model.Name;
        var values = $"가치 {Figures.Share(found.Taken.Value)} 대 {Figures.Share(found.Other.Value)}";
        return found.By switch
        {
            Difference.Rank =>
                $"수치와 관계없이 {other}보다 앞섭니다({values}). 운영자의 지정, 실제 모델, 정상 복제본을 먼저 따지기 때문입니다.",
            Difference.Explored => $"수치로만 보면 {KoreanParticle.Subject(other)} 선택되었을 것입니다({values}).",
            _ => $"{other}보다 앞섭니다. 무엇보다 {Why(found)}{values}).",
        };
    }

    private static string Why(Comparison found) =>
        found.By switch
        {
            Difference.Quality =>
                $"더 나은 답이 예상되기 때문입니다(품질 {Figures.Share(found.Taken.Quality.Mean)} 대 {Figures.Share(found.Other.Quality.Mean)}, ",
            Difference.Time =>
                $"답이 더 빨리 끝날 것으로 예상되기 때문입니다({Figures.Seconds(found.Taken.Finish.Total)}초 대 {Figures.Seconds(found.Other.Finish.Total)}초{Load(found.Other)}, ",
            Difference.Cost =>
                $"비용이 더 적게 들기 때문입니다({Figures.Money(found.Taken.Cost)} 대 {Figures.Money(found.Other.Cost)}, ",
            _ => "운영자가 더 높게 설정했기 때문입니다(",
        };

    private static string Load(SelectedChoice choice) =>
        choice.Finish.Load > 0 ? $", 그중 모델을 올리는 데 {Figures.Seconds(choice.Finish.Load)}초" : "";

    /// <summary>What is expected of the choice: quality, the parts of the time, cost and value.</summary>
    public static string Expected(SelectedChoice choice)
    {
        var (quality, finish) = (choice.Quality, choice.Finish);
        var swap =
            finish.Displaced > 0 ? $", 모델 교체로 다른 요청이 잃는 시간 {Figures.Seconds(finish.Displaced)}초" : "";
        var cached =
            finish.CachedTokens > 0
                ? string.Create(CultureInfo.InvariantCulture, $", 그중 {finish.CachedTokens}토큰은 캐시에 있음")
                : "";
        var money = Figures.Money(choice.Cost);
        var cost = money.Length > 0 ? $", 비용 {money}" : "";
        return $"예상 품질은 {Figures.Share(quality.Mean)} ± {Figures.Share(quality.StandardError)}({KoreanCodes.Source[quality.Source]})입니다. "
            + $"첫 토큰은 {Figures.Seconds(finish.FirstToken)}초 뒤(대기 {Figures.Seconds(finish.Wait)}초, 모델 올리기 {Figures.Seconds(finish.Load)}초, 프롬프트 처리 {Figures.Seconds(finish.Prefill)}초{cached}), "
            + $"전체 답변은 {Figures.Seconds(finish.Total)}초 뒤(작성 {Figures.Seconds(finish.Decode)}초)로 예상됩니다{Extra($"{swap}{cost}")}. 가치는 {Figures.Share(choice.Value)}입니다.";
    }

    private static string Extra(string parts) => parts.Length > 0 ? $"({parts[2..]})" : "";

    /// <summary>Empty when nothing was left to chance.</summary>
    public static string Chance(SelectionResult.Chosen chosen) =>
        chosen.Propensity < 1 ? $"이 선택의 확률은 {Figures.Percent(chosen.Propensity)}%였습니다." : "";

    /// <summary>Empty when no second copy may be sent.</summary>
    public static string Hedge(SelectionResult.Chosen chosen) =>
        chosen.Hedge is { } hedge
            ? $"{Figures.Seconds(hedge.After.TotalSeconds)}초 안에 첫 토큰이 나오지 않으면 {KoreanParticle.To(chosen.Choices[hedge.Choice].Entry.Replica.Name)} 같은 요청을 하나 더 보낼 수 있습니다."
            : "";
}
