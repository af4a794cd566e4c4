using System.Runtime.InteropServices;

namespace Orchestrator.Router.Selection;

/// <summary>Which of the places that are as good as the best one is taken.</summary>
/// <remarks>
/// Always taking the best one would send what several routers get in one moment to the same replica, since all see the same
/// reports. Two places drawn by chance and the one with less work of them (power of two choices) spreads it, and is close to
/// as good.
/// </remarks>
internal static class FirstPlace
{
    /// <param name="places">Best first, not empty.</param>
    /// <param name="latencyWeight">What a second is worth, in the values of the places.</param>
    public static FirstChoice Pick(
        IReadOnlyList<ReplicaPlace> places,
        double latencyWeight,
        NearLimits limits,
        Random random
    )
    {
        var near = Near(places, latencyWeight, limits);
        if (near < 2)
        {
            return new FirstChoice(0, 1);
        }

        var one = random.Next(near);
        var other = random.Next(near - 1);
        other += other >= one ? 1 : 0;
        var at = IsLess(places[one], places[other]) ? one : other;
        return new FirstChoice(at, Propensity(places, near, at));
    }

    /// <returns>How many places, from the first, are as good as the best.</returns>
    private static int Near(IReadOnlyList<ReplicaPlace> places, double latencyWeight, NearLimits limits)
    {
        var best = places[0];
        var seconds = Math.Max(limits.Time.TotalSeconds, limits.Share * best.Finish.Total);
        var near = 1;
        while (
            near < places.Count
            && places[near].CompareRank(best) == 0
            && places[near].Value >= best.Value - (latencyWeight * seconds)
        )
        {
            near++;
        }

        return near;
    }

    // Where the plan keeps the model goes first, so that elsewhere it falls idle and can go. Equal work is told apart by the
    // draw of each.
    private static bool IsLess(in ReplicaPlace one, in ReplicaPlace other) =>
        one.IsPlanned != other.IsPlanned
            ? one.IsPlanned
            : one.Work < other.Work || (one.Work <= other.Work && one.Tie < other.Tie);

    /// <summary>Of all pairs that may be drawn, those of which this one has less work; equal ones count half.</summary>
    private static double Propensity(IReadOnlyList<ReplicaPlace> places, int near, int at)
    {
        double wins = 0;
        for (var i = 0; i < near; i++)
        {
            wins += i == at ? 0 : Wins(places[at], places[i]);
        }

        return wins / (near * (near - 1) / 2.0);
    }

    private static double Wins(in ReplicaPlace one, in ReplicaPlace other) =>
        one.IsPlanned != other.IsPlanned ? (one.IsPlanned ? 1 : 0)
        : one.Work < other.Work ? 1
        : one.Work > other.Work ? 0
        : 0.5;
}

/// <param name="At">Its place in the list.</param>
/// <param name="Propensity">Probability that it is taken.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstChoice(int At, double Propensity);
