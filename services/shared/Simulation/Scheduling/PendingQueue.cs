namespace Orchestrator.Simulation.Scheduling;

/// <summary>Requests that need a load, strictly in order: the first one holds up all others until its model is there.</summary>
internal static class PendingQueue
{
    public static void Advance(StepBuilder step)
    {
        while (!step.State.Pending.IsEmpty && AdvanceFirst(step, step.State.Pending[0]))
        {
            // Each round takes a request out, unloads a model, or uses up a request's one retry, so that this ends.
        }
    }

    /// <returns>Whether something changed that may let the next request, or this one, go on.</returns>
    private static bool AdvanceFirst(StepBuilder step, HostRequest first)
    {
        var state = step.State;
        foreach (var runner in state.Runners.Values)
        {
            if (runner.IsLoading)
            {
                return false;
            }
        }

        if (!state.Runners.TryGetValue(first.Model, out var loaded))
        {
            return Load(step, first);
        }

        if (!loaded.Suits(first.Options))
        {
            return Eviction.Evict(step, loaded);
        }

        TakeFirst(step);
        step.HandOver(loaded, first);
        return true;
    }

    private static bool Load(StepBuilder step, HostRequest request)
    {
        var state = step.State;
        var mustBeAlone = state.Retry is { IsAlone: true } retry && retry.RequestId == request.Id;
        var isFull = state.Runners.Count >= (mustBeAlone ? 1 : state.Config.LoadedModelsLimit);
        if (!isFull && LoadPlan.Make(state, request) is { } plan)
        {
            Start(step, plan.ToRunner(state, request));
            return false;
        }

        return state.Runners.IsEmpty ? GiveUp(step, request) : Eviction.MakeRoom(step);
    }

    private static void Start(StepBuilder step, RunnerState runner)
    {
        var duration = step.State.Config.LoadTime(runner.Model);
        step.State = step.State.With(runner) with { LastLoadId = runner.LoadId };
        step.Add(new HostAction.StartLoad(runner.LoadId, runner.Model.Name, duration));
    }

    /// <summary>It is alone on the host and still too large: a smaller context if it may have one, else it fails.</summary>
    private static bool GiveUp(StepBuilder step, HostRequest request)
    {
        var config = step.State.Config;
        var model = config.Models[request.Model];
        var context = LoadPlan.ContextOf(step.State, request, model);
        if (LoadOutcome.Retry(step.State, request, context) is { } retry)
        {
            step.State = step.State with { Retry = retry };
            return true;
        }

        TakeFirst(step);
        var needed = MemoryEstimate.SizeBytes(config, model, context, 1);
        var free = config.MainMemoryBytes + Placement.FreeOnGpus(step.State).Sum();
        step.Fail(request.Model, request.Id, HostErrors.TooLarge(needed, free));
        return true;
    }

    private static void TakeFirst(StepBuilder step) =>
        step.State = step.State with { Pending = step.State.Pending.RemoveAt(0), AwaitedLoadId = 0 };
}
