using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>
/// The scheduler of an Ollama host in its simplest honest form, as a pure state machine: loads one after another,
/// a fixed number of slots per loaded model, memory limit with eviction, expiry after keep_alive.
/// </summary>
public static class HostMachine
{
    public static HostStep Apply(HostState state, HostEvent hostEvent, DateTimeOffset now)
    {
        var step = new StepBuilder(Expire(state, now), now);
        switch (hostEvent)
        {
            case HostEvent.Arrived arrived:
                Arrive(step, arrived.Request);
                break;
            case HostEvent.Ended ended:
                End(step, ended.RequestId, ended.How);
                break;
            case HostEvent.LoadEnded loaded:
                EndLoad(step, loaded.LoadId);
                break;
            case HostEvent.UnloadAsked asked:
                Unload(step, asked.Model);
                break;
            case HostEvent.Reconfigured changed:
                Reconfiguration.Apply(step, changed.Config);
                break;
            case HostEvent.Crashed:
                Crash(step);
                break;
        }

        PendingQueue.Advance(step);
        return step.Build();
    }

    private static HostState Expire(HostState state, DateTimeOffset now) =>
        state
            .Runners.Values.Where(runner => runner.ExpiresAt <= now)
            .Aggregate(state, (rest, due) => rest.Without(due));

    private static void Arrive(StepBuilder step, HostRequest request)
    {
        step.Count(request.Model, counts => counts with { Arrived = counts.Arrived + 1 });
        var runner = step.State.Runners.GetValueOrDefault(request.Model);
        if (runner is { IsLoading: false } && runner.Suits(request.Options))
        {
            // A loaded model is never refused, however long its queue: overload shows only as waiting.
            step.HandOver(runner, request);
        }
        else if (step.State.Pending.Count > step.State.Config.PendingMax)
        {
            step.Count(request.Model, counts => counts with { Refused = counts.Refused + 1 });
            step.Add(new HostAction.Refuse(request.Id));
        }
        else
        {
            step.State = step.State with { Pending = step.State.Pending.Add(request) };
        }
    }

    private static void End(StepBuilder step, long id, RequestEnd how)
    {
        if (step.State.Runners.Values.FirstOrDefault(runner => runner.Has(id)) is { } runner)
        {
            step.CountEnd(runner.Model.Name, how);
            step.Release(runner, id);
        }
        else if (step.State.Pending.FindIndex(request => request.Id == id) is var index and >= 0)
        {
            var model = step.State.Pending[index].Model;
            step.CountEnd(model, how);
            step.State = step.State with { Pending = step.State.Pending.RemoveAt(index) };
            AbortLoadOf(step, index, model);
        }
    }

    // Ollama's own behaviour, and the reason why an orchestrator must not tie a cold load to its client's connection.
    private static void AbortLoadOf(StepBuilder step, int index, string model)
    {
        if (index == 0 && step.State.Runners.GetValueOrDefault(model) is { IsLoading: true } loading)
        {
            step.State = step.State.Without(loading);
            step.Add(new HostAction.AbortLoad(loading.LoadId));
        }
    }

    private static void EndLoad(StepBuilder step, long loadId)
    {
        if (step.State.Runners.Values.FirstOrDefault(runner => runner.LoadId == loadId) is { } runner)
        {
            step.State = step.State.With(runner with { IsLoading = false });
        }
    }

    private static void Crash(StepBuilder step)
    {
        foreach (var runner in step.State.Runners.Values)
        {
            step.Drop(runner, HostErrors.RunnerStopped);
        }

        foreach (var request in step.State.Pending)
        {
            step.Fail(request.Model, request.Id, HostErrors.RunnerStopped);
        }

        step.State = step.State with { Pending = [] };
    }

    private static void Unload(StepBuilder step, string model)
    {
        if (step.State.Runners.GetValueOrDefault(model) is { } runner)
        {
            step.State = runner.IsIdle
                ? step.State.Without(runner)
                : step.State.With(runner with { IsDraining = true, KeepAlive = TimeSpan.Zero });
        }
    }
}
