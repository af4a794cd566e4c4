using System.Runtime.InteropServices;
using Orchestrator.Router.Learned;

namespace Orchestrator.Router.Selection;

/// <summary>Which of the places that are as good as the best one is taken.</summary>
/// <remarks>
/// Always taking the best one would send what several routers get in one moment to the same replica, since all see the same
/// reports. Two places drawn by chance and the one with less work of them (power of two choices; Mitzenmacher, 2001) spreads
/// it, and is close to as good. A conversation goes where it belongs instead, see <see cref="Affinity"/>.
/// </remarks>
internal sealed class FirstPlace(
    IReadOnlyList<ReplicaPlace> places,
    Candidates candidates,
    SelectionRequest request,
    NearLimits limits,
    Random random
)
{
    /// <summary>How likely each model was, once one was picked; those that are not here could not be taken.</summary>
    public IReadOnlyList<ModelShare> Shares { get; private set; } = [];

    /// <returns>Of the places, best first and not empty.</returns>
    public FirstChoice Pick()
    {
        var best = Explore(out var propensity);
        var near = Near(best);
        if (near.Count < 2)
        {
            return new FirstChoice(best, propensity) { Explored = best > 0 };
        }

        var picked = request.Prefix.Count > 0 ? new(Affinity.Pick(near, near.Count, request.Prefix), 1) : OfTwo(near);
        return new FirstChoice(best + picked.At, picked.Propensity * propensity) { Explored = best > 0 };
    }

    /// <summary>Mostly the first place; sometimes the best place of another model, where something is to be learned of it.</summary>
    private int Explore(out double propensity)
    {
        propensity = 1;
        if (candidates.ExplorationCap <= 0)
        {
            Shares = [new ModelShare(places[0].Model, 1)];
            return 0;
        }

        var firsts = new List<int>();
        for (var i = 0; i < places.Count && places[i].CompareRank(places[0]) == 0; i++)
        {
            if (firsts.TrueForAll(first => !ReferenceEquals(places[first].Model, places[i].Model)))
            {
                firsts.Add(i);
            }
        }

        var propensities = Exploration.Propensities(
            [.. firsts.Select(first => places[first].Value)],
            [.. firsts.Select(first => places[first].Model.Quality.StandardError)],
            candidates.ExplorationCap
        );
        Shares = [.. firsts.Select((first, at) => new ModelShare(places[first].Model, propensities[at]))];
        // Who only asks gets the likeliest answer.
        var picked = request.DryRun ? 0 : Exploration.Pick(propensities, random.NextDouble());
        propensity = propensities[picked];
        return firsts[picked];
    }

    /// <returns>The place and those right behind it that are as good, of the same model.</returns>
    private List<ReplicaPlace> Near(int at)
    {
        var best = places[at];
        var seconds = Math.Max(limits.Time.TotalSeconds, limits.Share * best.Finish.Total);
        var least = best.Value - (candidates.Weights.Latency * seconds);
        var near = new List<ReplicaPlace> { best };
        for (var i = at + 1; i < places.Count && IsAsGood(places[i], best, least); i++)
        {
            near.Add(places[i]);
        }

        return near;
    }

    private static bool IsAsGood(in ReplicaPlace place, in ReplicaPlace best, double least) =>
        ReferenceEquals(place.Model, best.Model) && place.CompareRank(best) == 0 && place.Value >= least;

    private FirstChoice OfTwo(List<ReplicaPlace> near)
    {
        var one = random.Next(near.Count);
        var other = random.Next(near.Count - 1);
        other += other >= one ? 1 : 0;
        var wins = Wins(near[one], near[other]);
        var at = wins > 0.5 || (wins >= 0.5 && near[one].Tie < near[other].Tie) ? one : other;
        // Of all pairs that may be drawn, those of which this one is taken.
        var sum = 0.0;
        for (var i = 0; i < near.Count; i++)
        {
            sum += i == at ? 0 : Wins(near[at], near[i]);
        }

        return new FirstChoice(at, sum / (near.Count * (near.Count - 1) / 2.0));
    }

    /// <summary>
    /// Where the plan keeps the model goes first, so that elsewhere it falls idle and can go; then who has less work. Equal ones
    /// are told apart by chance.
    /// </summary>
    private static double Wins(in ReplicaPlace one, in ReplicaPlace other) =>
        one.IsPlanned != other.IsPlanned ? (one.IsPlanned ? 1 : 0)
        : one.Work < other.Work ? 1
        : one.Work > other.Work ? 0
        : 0.5;
}

/// <param name="At">Its place in the list.</param>
/// <param name="Propensity">Probability that it is taken.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstChoice(int At, double Propensity)
{
    /// <summary>Another model than the best one, to learn of it.</summary>
    public bool Explored { get; init; }
}

/// <param name="Propensity">Probability that the model is taken, wherever it runs.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ModelShare(RankedModel Model, double Propensity);
