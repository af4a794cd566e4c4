namespace Orchestrator.Simulation.Scheduling;

/// <summary>Requests that need a load, strictly in order: the first one holds up all others until its model is there.</summary>
internal static class PendingQueue
{
    public static void Advance(StepBuilder step)
    {
        while (!step.State.Pending.IsEmpty && AdvanceFirst(step, step.State.Pending[0]))
        {
            // Each round hands a request over or unloads a model, so that this ends.
        }
    }

    /// <returns>Whether something changed that may let the next request, or this one, go on.</returns>
    private static bool AdvanceFirst(StepBuilder step, HostRequest first)
    {
        var state = step.State;
        if (state.Runners.Values.Any(runner => runner.IsLoading))
        {
            return false;
        }

        if (state.Runners.GetValueOrDefault(first.Model) is not { } loaded)
        {
            return Load(step, first);
        }

        if (!loaded.Suits(first.Options))
        {
            return Evict(step, loaded);
        }

        step.State = state with { Pending = state.Pending.RemoveAt(0) };
        step.HandOver(loaded, first);
        return true;
    }

    private static bool Load(StepBuilder step, HostRequest request)
    {
        var runner = NewRunner(step.State, request);
        var isFull = step.State.Runners.Count >= step.State.Config.LoadedModelsMax;
        if (isFull || !MemoryEstimate.Fits(step.State, runner.SizeBytes))
        {
            return Evict(step, Victim(step.State));
        }

        step.State = step.State.With(runner) with { LastLoadId = runner.LoadId };
        step.Add(new HostAction.StartLoad(runner.LoadId, runner.Model.Name, step.State.Config.LoadTime(runner.Model)));
        return false;
    }

    private static RunnerState NewRunner(HostState state, HostRequest request)
    {
        var model = state.Config.Models[request.Model];
        var context = MemoryEstimate.Context(model, request.Options.NumCtx ?? state.Config.DefaultContext);
        var slots = MemoryEstimate.Slots(state.Config, model);
        var size = MemoryEstimate.SizeBytes(model, context, slots);
        return new RunnerState
        {
            LoadId = state.LastLoadId + 1,
            Model = model,
            Options = request.Options,
            ContextLength = context,
            Slots = slots,
            SizeBytes = size,
            GpuBytes = MemoryEstimate.Place(state, size),
            KeepAlive = request.KeepAlive ?? state.Config.DefaultKeepAlive,
        };
    }

    /// <summary>Idle ones first, then the shortest keep_alive, then the name. Neither size nor last use count.</summary>
    private static RunnerState Victim(HostState state) =>
        state
            .Runners.Values.OrderByDescending(runner => runner.IsIdle)
            .ThenBy(runner => runner.KeepAlive)
            .ThenBy(runner => runner.Model.Name, StringComparer.Ordinal)
            .First();

    private static bool Evict(StepBuilder step, RunnerState victim)
    {
        if (victim.IsIdle)
        {
            step.State = step.State.Without(victim);
            return true;
        }

        // One model drains at a time: the request waits for that one and does not choose again.
        if (!step.State.Runners.Values.Any(runner => runner.IsDraining))
        {
            step.State = step.State.With(victim with { IsDraining = true });
        }

        return false;
    }
}
