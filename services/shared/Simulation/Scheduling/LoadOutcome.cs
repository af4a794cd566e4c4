namespace Orchestrator.Simulation.Scheduling;

/// <summary>How a load ended. It belongs to the first pending request, which holds up the others for so long.</summary>
internal static class LoadOutcome
{
    public static void End(StepBuilder step, long loadId)
    {
        if (Find(step.State, loadId) is { } runner)
        {
            if (runner.IsStalled)
            {
                Fail(step, runner, LoadFailure.Stalled);
            }
            else
            {
                step.State = step.State.With(runner with { IsLoading = false });
            }
        }
    }

    public static void Fail(StepBuilder step, long loadId, LoadFailure why)
    {
        if (Find(step.State, loadId) is { } runner)
        {
            Fail(step, runner, why);
        }
    }

    /// <summary>One more attempt with less memory; null when there is nothing left to try.</summary>
    public static LoadRetry? Retry(HostState state, HostRequest request, int context)
    {
        if (state.Retry?.RequestId == request.Id)
        {
            return null;
        }

        var isAutomatic = request.Options.NumCtx is null && state.Config.ContextLength == 0;
        var smaller = context > 32 * 1024 ? 32 * 1024 : 4 * 1024;
        return isAutomatic && smaller < context ? new LoadRetry(request.Id, smaller, IsAlone: false)
            : state.Runners.IsEmpty ? null
            : new LoadRetry(request.Id, Context: null, IsAlone: true);
    }

    private static RunnerState? Find(HostState state, long loadId)
    {
        foreach (var runner in state.Runners.Values)
        {
            if (runner.LoadId == loadId && runner.IsLoading)
            {
                return runner;
            }
        }

        return null;
    }

    private static void Fail(StepBuilder step, RunnerState runner, LoadFailure why)
    {
        step.State = step.State.Without(runner);
        var request = step.State.Pending[0];
        var retry = why == LoadFailure.OutOfMemory ? Retry(step.State, request, runner.ContextLength) : null;
        if (retry is not null)
        {
            step.State = step.State with { Retry = retry };
        }
        else
        {
            step.State = step.State with { Pending = step.State.Pending.RemoveAt(0) };
            step.Fail(request.Model, request.Id, HostErrors.Of(why));
        }
    }
}
