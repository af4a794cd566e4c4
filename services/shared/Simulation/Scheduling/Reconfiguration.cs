namespace Orchestrator.Simulation.Scheduling;

/// <summary>What a change of the machine does to the models that are loaded and to the requests that wait.</summary>
internal static class Reconfiguration
{
    public static void Apply(StepBuilder step, HostConfig config)
    {
        step.State = step.State with { Config = config };
        FailUnknown(step);
        foreach (var runner in step.State.Runners.Values)
        {
            if (!IsSame(config, runner))
            {
                Retire(step, runner);
            }
        }
    }

    private static bool IsSame(HostConfig config, RunnerState runner) =>
        config.Models.GetValueOrDefault(runner.Model.Name)?.Digest == runner.Model.Digest;

    private static void FailUnknown(StepBuilder step)
    {
        foreach (var request in step.State.Pending)
        {
            if (!step.State.Config.Models.ContainsKey(request.Model))
            {
                step.State = step.State with { Pending = step.State.Pending.Remove(request) };
                step.Fail(request.Model, request.Id, HostErrors.NotFound(request.Model));
            }
        }
    }

    private static void Retire(StepBuilder step, RunnerState runner)
    {
        step.State =
            runner.IsIdle ? step.State.Without(runner)
            : runner.IsLoading ? step.State.Without(runner)
            : step.State.With(runner with { IsDraining = true, KeepAlive = TimeSpan.Zero });
        if (runner.IsLoading)
        {
            step.Add(new HostAction.AbortLoad(runner.LoadId));
        }
    }
}
