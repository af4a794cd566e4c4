using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Selection;

/// <summary>
/// Whether a second copy of a call may be sent once its first token is late, and where to (Dean and Barroso, "The tail at
/// scale", 2013). Only to a replica that has the model in memory and a free slot: a copy that waits or loads helps nobody.
/// </summary>
internal static class HedgeRule
{
    /// <param name="choices">Best first.</param>
    /// <returns>Null when there is nothing to offer.</returns>
    public static HedgePlace? Of(IReadOnlyList<SelectedChoice> choices, SelectionRequest request, HedgeLimits limits)
    {
        if (request.Priority == RequestPriority.Batch || request.IsEnsemble)
        {
            return null;
        }

        for (var i = 1; i < choices.Count; i++)
        {
            if (choices[i].Entry.Model.Key == choices[0].Entry.Model.Key && IsReady(choices[i]))
            {
                return new HedgePlace(i, After(choices[0], limits));
            }
        }

        return null;
    }

    private static bool IsReady(SelectedChoice choice) =>
        choice is { IsSound: true, Finish.Load: <= 0 } && choice.Load < choice.Entry.Replica.Slots;

    /// <summary>By when nearly all first tokens are there: the speed of the slowest calls, and room for a longer wait.</summary>
    private static TimeSpan After(SelectedChoice choice, HedgeLimits limits)
    {
        var speed = choice.Entry.Speed;
        var slow = speed.PrefillSlow > 0 ? Math.Max(1, speed.Prefill / speed.PrefillSlow) : 1;
        var seconds =
            ((choice.Finish.Wait + choice.Finish.Load) * limits.WaitSpread)
            + (choice.Finish.Prefill * Math.Max(slow, limits.PrefillSpread));
        var after = TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromHours(1).TotalSeconds));
        return after > limits.AfterMin ? after : limits.AfterMin;
    }
}

/// <param name="Choice">Its place among the choices.</param>
internal sealed record HedgePlace(int Choice, TimeSpan After);

/// <summary>What bounds second copies; <see cref="HedgingOptions"/> says what each is.</summary>
internal sealed record HedgeLimits(
    double Share,
    double Burst,
    double WaitSpread,
    double PrefillSpread,
    TimeSpan AfterMin,
    int OffersMax,
    TimeSpan OfferExpiry
);
