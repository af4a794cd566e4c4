namespace Orchestrator.Profiler.Planning;

/// <summary>
/// What one replica of a draft loses: waiting for loads, for slots, and the answers themselves, which take longer on slower
/// replicas. An estimate that ranks placements, no forecast of waiting times.
/// </summary>
internal sealed class ReplicaCost(PlanWorld world)
{
    private readonly List<(double Rate, long Bytes)> _turns = [];

    public PlanScore Of(PlanDraft draft, int replica)
    {
        var (calls, busy, weighted) = (0.0, 0.0, 0.0);
        var score = PlanScore.None;
        foreach (var model in draft.ResidentsOf(replica))
        {
            Count(model);
            score += IsThere(replica, model) ? PlanScore.None : Switch(replica, model);
        }

        foreach (var model in draft.GuestsOf(replica))
        {
            Count(model);
        }

        if (calls > 0)
        {
            var slots = world.Replicas[replica].Slots;
            var wait = QueueWait.Seconds(busy / slots, slots, busy / calls);
            score += new PlanScore(0, weighted * wait, 0, 0);
        }

        return score + Loads(draft, replica);

        void Count(int model)
        {
            var rate = draft.RateAt(replica, model);
            var seconds = rate * world.Place(replica, model)!.CallSeconds; // What has no place there is not there.
            (calls, busy, weighted) = (calls + rate, busy + seconds, weighted + (rate * world.Weight(model)));
            score += new PlanScore(0, 0, seconds * world.Weight(model) * world.Limits.WorkWeight, 0);
        }
    }

    private bool IsThere(int replica, int model) => world.IsLoaded(replica, model);

    private PlanScore Switch(int replica, int model) =>
        new(0, 0, 0, world.Place(replica, model)!.LoadSeconds / world.Limits.SwitchSpan.TotalSeconds);

    /// <summary>Guests take turns in the space that residents leave; one that needs more of it drives residents out.</summary>
    private PlanScore Loads(PlanDraft draft, int replica)
    {
        if (draft.GuestsOf(replica).Count == 0)
        {
            return PlanScore.None;
        }

        var residents = draft.ResidentsOf(replica);
        var used = residents.Sum(model => world.Place(replica, model)!.Bytes);
        var places = world.Replicas[replica].ModelsMax - residents.Count;
        var free = world.Room(replica) - used;
        var largest =
            places < 1 ? 0
            : residents.Count == 0 ? free
            : Math.Min(free, world.Limits.FurtherModelShare * (world.Replicas[replica].VramBytes - used));
        _turns.Clear();
        foreach (var model in draft.GuestsOf(replica))
        {
            var (bytes, rate) = (world.Place(replica, model)!.Bytes, draft.RateAt(replica, model));
            if (bytes <= largest && rate > 0)
            {
                // With few places left each guest takes one of them, however small it is.
                _turns.Add((rate, Math.Max(bytes, (long)(free / places))));
            }
        }

        var stay = GuestHits.Stay(_turns, free, world.Limits.GuestKeepAlive.TotalSeconds);
        var lost = 0.0;
        foreach (var model in draft.GuestsOf(replica))
        {
            lost += LoadsOf(draft, replica, model, largest, stay);
        }

        return new PlanScore(lost * world.Limits.LoadWeight, 0, 0, 0);
    }

    private double LoadsOf(PlanDraft draft, int replica, int model, double largest, double stay)
    {
        var place = world.Place(replica, model)!;
        var rate = draft.RateAt(replica, model);
        return rate <= 0 ? 0
            : place.Bytes <= largest
                ? rate * world.Weight(model) * (1 - GuestHits.Share(rate, stay)) * place.LoadSeconds
            : rate * world.Weight(model) * (place.LoadSeconds + Displaced(draft, replica, place.Bytes));
    }

    // The residents that are called least go first; all of what goes is loaded again.
    private double Displaced(PlanDraft draft, int replica, long bytes)
    {
        var (free, seconds) = (world.Room(replica), 0.0);
        foreach (var resident in draft.ResidentsOf(replica))
        {
            free -= world.Place(replica, resident)!.Bytes;
        }

        foreach (var resident in draft.ResidentsOf(replica).OrderBy(one => draft.RateAt(replica, one)))
        {
            var place = world.Place(replica, resident)!;
            (free, seconds) = (free + place.Bytes, seconds + place.LoadSeconds);
            if (free >= bytes)
            {
                break;
            }
        }

        return seconds;
    }
}
