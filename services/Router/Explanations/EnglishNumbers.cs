using System.Globalization;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>The numbers that decided, in English.</summary>
internal static class EnglishNumbers
{
    /// <summary>Against the next best model: the largest difference in words. Empty when there is no other.</summary>
    public static string Compared(SelectionResult.Chosen chosen)
    {
        if (Comparison.Of(chosen) is not { } found)
        {
            return "";
        }

        var other = found.Other.Entry.Model.Name;
        var values = $"value {Figures.Share(found.Taken.Value)} against {Figures.Share(found.Other.Value)}";
        return found.By switch
        {
            Difference.Rank =>
                $"It goes before {other} whatever the numbers say ({values}): wishes of operators, real models and healthy replicas come first.",
            Difference.Explored => $"By the numbers {other} would have been taken ({values}).",
            _ => $"It is ahead of {other} mostly because {Why(found)} ({values}).",
        };
    }

    private static string Why(Comparison found) =>
        found.By switch
        {
            Difference.Quality =>
                $"a better answer is expected: quality {Figures.Share(found.Taken.Quality.Mean)} against {Figures.Share(found.Other.Quality.Mean)}",
            Difference.Time =>
                $"the answer is expected sooner: {Figures.Seconds(found.Taken.Finish.Total)} s against {Figures.Seconds(found.Other.Finish.Total)} s{Load(found.Other)}",
            Difference.Cost =>
                $"it costs less: {Figures.Money(found.Taken.Cost)} against {Figures.Money(found.Other.Cost)}",
            _ => "operators have set it higher",
        };

    private static string Load(SelectedChoice choice) =>
        choice.Finish.Load > 0 ? $", {Figures.Seconds(choice.Finish.Load)} s of it to load the model" : "";

    /// <summary>What is expected of the choice: quality, the parts of the time, cost and value.</summary>
    public static string Expected(SelectedChoice choice)
    {
        var (quality, finish) = (choice.Quality, choice.Finish);
        var swap = finish.Displaced > 0 ? $", {Figures.Seconds(finish.Displaced)} s that the swap costs others" : "";
        var cached =
            finish.CachedTokens > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $", {finish.CachedTokens} tokens of the prompt are cached"
                )
                : "";
        var money = Figures.Money(choice.Cost);
        var cost = money.Length > 0 ? $", cost {money}" : "";
        return $"Expected: quality {Figures.Share(quality.Mean)} ± {Figures.Share(quality.StandardError)} ({EnglishCodes.Source[quality.Source]}), "
            + $"first token after {Figures.Seconds(finish.FirstToken)} s ({Figures.Seconds(finish.Wait)} s of waiting, {Figures.Seconds(finish.Load)} s to load, {Figures.Seconds(finish.Prefill)} s for the prompt{cached}), "
            + $"the whole answer after {Figures.Seconds(finish.Total)} s ({Figures.Seconds(finish.Decode)} s to write it){swap}{cost}, value {Figures.Share(choice.Value)}.";
    }

    /// <summary>Empty when nothing was left to chance.</summary>
    public static string Chance(SelectionResult.Chosen chosen) =>
        chosen.Propensity < 1 ? $"The probability of this choice was {Figures.Percent(chosen.Propensity)} %." : "";

    /// <summary>Empty when no second copy may be sent.</summary>
    public static string Hedge(SelectionResult.Chosen chosen) =>
        chosen.Hedge is { } hedge
            ? $"If the first token is not there after {Figures.Seconds(hedge.After.TotalSeconds)} s, a second copy may go to {chosen.Choices[hedge.Choice].Entry.Replica.Name}."
            : "";
}
