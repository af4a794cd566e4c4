namespace Orchestrator.Simulation.Scheduling;

/// <summary>Which loaded model gives way, and how.</summary>
internal static class Eviction
{
    /// <summary>Unloads one model for the request that is being scheduled, or has one drained for it.</summary>
    /// <returns>Whether one is gone already.</returns>
    public static bool MakeRoom(StepBuilder step)
    {
        // The request waits for the one that it chose, even when another one falls idle meanwhile.
        foreach (var runner in step.State.Runners.Values)
        {
            if (runner.LoadId == step.State.AwaitedLoadId)
            {
                return false;
            }
        }

        return Evict(step, Victim(step.State));
    }

    public static bool Evict(StepBuilder step, RunnerState victim)
    {
        if (victim.IsIdle)
        {
            step.State = step.State.Without(victim);
            return true;
        }

        step.State = step.State.With(Drained(victim)) with { AwaitedLoadId = victim.LoadId };
        return false;
    }

    public static void Unload(StepBuilder step, string model)
    {
        if (step.State.Runners.TryGetValue(model, out var runner))
        {
            step.State = runner.IsIdle ? step.State.Without(runner) : step.State.With(Drained(runner));
        }
    }

    public static RunnerState Drained(RunnerState runner) =>
        runner.IsDraining ? runner : runner with { IsDraining = true, KeepAlive = TimeSpan.Zero };

    /// <summary>
    /// Idle ones first, then the one that drains already, then the shortest keep_alive, then the name. Neither size nor
    /// last use count, nor whether it makes enough room.
    /// </summary>
    private static RunnerState Victim(HostState state)
    {
        var victim = state.Runners.Values[0];
        foreach (var runner in state.Runners.Values)
        {
            // The table is in order of the names, so that a tie stays with the earlier one.
            victim = Rank(runner).CompareTo(Rank(victim)) < 0 ? runner : victim;
        }

        return victim;
    }

    private static (bool IsBusy, bool IsWanted, TimeSpan KeepAlive) Rank(RunnerState runner) =>
        (!runner.IsIdle, !runner.IsDraining, runner.KeepAlive);
}
