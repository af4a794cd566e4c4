using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>What decided between the model that was taken and the next best one. Pure, and the same for all languages.</summary>
/// <param name="By">The largest difference in its favour.</param>
internal sealed record Comparison(SelectedChoice Taken, SelectedChoice Other, Difference By)
{
    /// <returns>Null when there is no other model.</returns>
    public static Comparison? Of(SelectionResult.Chosen chosen)
    {
        var taken = chosen.Choices[0];
        var other = chosen
            .Weighed.Select(weighed => weighed.Best)
            .Concat(chosen.Choices)
            .FirstOrDefault(choice => choice.Entry.Model.Key != taken.Entry.Model.Key);
        return other is null ? null : new Comparison(taken, other, Largest(chosen, taken, other));
    }

    private static Difference Largest(SelectionResult.Chosen chosen, SelectedChoice taken, SelectedChoice other)
    {
        if (chosen.Explored)
        {
            return Difference.Explored;
        }

        // What goes before every value: wishes of operators, real models, replicas that are well.
        if (chosen.Weights is not { } weights || taken.Value <= other.Value)
        {
            return Difference.Rank;
        }

        var time = weights.Latency * (Seconds(other) - Seconds(taken));
        var cost = weights.Cost * (other.Cost.Amount - taken.Cost.Amount);
        var quality = taken.Quality.Mean - other.Quality.Mean;
        // The rest of the value is what operators' settings of the models add to their quality.
        var settings = taken.Value - other.Value - time - cost - quality;
        var largest = Math.Max(Math.Max(time, cost), Math.Max(quality, settings));
        return largest == quality ? Difference.Quality
            : largest == time ? Difference.Time
            : largest == cost ? Difference.Cost
            : Difference.Settings;
    }

    /// <summary>Until the end of the answer, with what a swap costs others.</summary>
    private static double Seconds(SelectedChoice choice) => choice.Finish.Total + choice.Finish.Displaced;
}

/// <summary>What speaks most for a model.</summary>
internal enum Difference
{
    Quality,
    Time,
    Cost,

    /// <summary>What operators have set for the model.</summary>
    Settings,

    /// <summary>Something that goes before every number.</summary>
    Rank,

    /// <summary>It was tried in order to learn of it.</summary>
    Explored,
}
