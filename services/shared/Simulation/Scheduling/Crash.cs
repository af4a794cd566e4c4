namespace Orchestrator.Simulation.Scheduling;

/// <summary>The process dies and comes back empty, on the same machine.</summary>
internal static class Crash
{
    public static void Apply(StepBuilder step)
    {
        foreach (var runner in step.State.Runners.Values)
        {
            Drop(step, runner);
        }

        foreach (var request in step.State.Pending)
        {
            step.Fail(request.Model, request.Id, HostErrors.RunnerStopped);
        }

        step.State = step.State with { Pending = [], Retry = null };
    }

    private static void Drop(StepBuilder step, RunnerState runner)
    {
        if (runner.IsLoading)
        {
            step.AbortLoad(runner);
        }

        step.State = step.State.Without(runner);
        var ids = runner.Running.Concat(runner.Waiting.Select(request => request.Id)).Concat(runner.Holding);
        foreach (var id in ids)
        {
            step.Fail(runner.Model.Name, id, HostErrors.RunnerStopped);
        }
    }
}
