namespace Orchestrator.Profiler.Planning;

/// <summary>
/// Finds a good placement: greedy choice of what saves most, then local search (add, drop, replace, move, change where
/// guests go), as AlpaServe does for its placements (Li et al., OSDI 2023, section 4.2). No chance: the same input gives the
/// same plan.
/// </summary>
/// <param name="held">Places that have to stay.</param>
/// <param name="movesMax">That are tried at most.</param>
internal sealed class PlanSearch(PlanDraft draft, IReadOnlySet<(int Replica, int Model)> held, int movesMax)
{
    // Less is rounding.
    private const double Least = 1e-9;

    private readonly PlanWorld _world = draft.World;
    private int _movesLeft;

    /// <summary>Adds what saves most, again and again, until nothing saves anything.</summary>
    /// <remarks>
    /// What a place saves mostly falls as others are added. So only the best is computed anew, and taken when it still is
    /// the best (Minoux, "Accelerated greedy algorithms", 1978).
    /// </remarks>
    public void AddGreedily()
    {
        var queue = new PriorityQueue<(int Replica, int Model), double>();
        // What nobody asks for saves nothing anywhere.
        foreach (var model in Enumerable.Range(0, _world.Models.Length).Where(IsAskedFor))
        {
            foreach (var replica in _world.ReplicasOf(model))
            {
                Offer((replica, model));
            }
        }

        while (queue.TryDequeue(out var best, out var known))
        {
            if (draft.Has(best.Replica, best.Model) || !draft.Fits(best.Replica, best.Model))
            {
                continue;
            }

            var change = ChangeOf(best);
            if (queue.TryPeek(out _, out var next) && change > next + Least && change > known + Least)
            {
                Offer(best);
            }
            else if (change < -Least)
            {
                draft.Add(best.Replica, best.Model);
            }
        }

        void Offer((int Replica, int Model) place)
        {
            if (!draft.Has(place.Replica, place.Model) && ChangeOf(place) is var change and < -Least)
            {
                queue.Enqueue(place, change);
            }
        }
    }

    /// <summary>Takes the first move that saves something, again and again, until none does or enough were tried.</summary>
    public void Improve()
    {
        _movesLeft = movesMax;
        var isBetter = true;
        while (isBetter && _movesLeft > 0)
        {
            isBetter = false;
            for (var replica = 0; replica < _world.Replicas.Length && _movesLeft > 0; replica++)
            {
                isBetter |= ImproveGuests(replica) | ImproveResidents(replica);
            }
        }
    }

    private bool ImproveGuests(int replica)
    {
        var isBetter = false;
        foreach (var guest in draft.GuestsOf(replica).ToList())
        {
            foreach (var other in _world.ReplicasOf(guest))
            {
                isBetter |= other != draft.HomeOf(guest) && Try(new PlanMove.Rehome(guest, other));
            }
        }

        for (var other = 0; other < _world.Replicas.Length; other++)
        {
            isBetter |=
                other != replica && draft.GuestsOf(replica).Count > 1 && Try(new PlanMove.Gather(replica, other));
        }

        return isBetter;
    }

    private bool ImproveResidents(int replica)
    {
        var isBetter = false;
        for (var model = 0; model < _world.Models.Length; model++)
        {
            if (_world.Place(replica, model) is null || draft.Has(replica, model))
            {
                continue;
            }

            isBetter |= draft.Fits(replica, model) && Try(new PlanMove.Add(replica, model));
            foreach (var other in Free(replica))
            {
                isBetter |=
                    !draft.Has(replica, model)
                    && draft.Fits(replica, model, other)
                    && Try(new PlanMove.Replace(replica, other, model));
            }
        }

        foreach (var model in Free(replica))
        {
            isBetter |= Try(new PlanMove.Drop(replica, model)) || Move(replica, model);
        }

        return isBetter;
    }

    private bool Move(int replica, int model)
    {
        foreach (var other in _world.ReplicasOf(model))
        {
            if (!draft.Has(other, model) && draft.Fits(other, model) && Try(new PlanMove.Move(replica, other, model)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Try(PlanMove move)
    {
        if (_movesLeft-- <= 0)
        {
            return false;
        }

        var before = draft.Lost;
        var undo = move.Do(draft);
        if (draft.Lost < before - Least)
        {
            return true;
        }

        undo();
        return false;
    }

    private List<int> Free(int replica) =>
        [.. draft.ResidentsOf(replica).Where(model => !held.Contains((replica, model)))];

    private double ChangeOf((int Replica, int Model) place)
    {
        var before = draft.Lost;
        if (!draft.Fits(place.Replica, place.Model))
        {
            return 0;
        }

        var undo = new PlanMove.Add(place.Replica, place.Model).Do(draft);
        var change = draft.Lost - before;
        undo();
        return change;
    }

    private bool IsAskedFor(int model) => _world.Models[model].CallsPerSecond > 0;
}
