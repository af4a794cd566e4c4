namespace Orchestrator.Simulation.Scheduling;

/// <summary>
/// The scheduler of an Ollama host as a pure state machine. Follows the documented behaviour of Ollama 0.33
/// (<c>server/sched.go</c>): loads strictly one after another, a fixed number of slots per loaded model, eviction by
/// keep_alive, and no waiting for a load for what is loaded already.
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
                RequestEnds.End(step, ended.RequestId, ended.How);
                break;
            case HostEvent.LoadEnded loaded:
                LoadOutcome.End(step, loaded.LoadId);
                break;
            case HostEvent.LoadFailed failed:
                LoadOutcome.Fail(step, failed.LoadId, failed.Why);
                break;
            case HostEvent.UnloadAsked asked:
                Eviction.Unload(step, asked.Model);
                break;
            case HostEvent.Reconfigured changed:
                Reconfiguration.Apply(step, changed.Config);
                break;
            case HostEvent.Crashed:
                Crash.Apply(step);
                break;
        }

        PendingQueue.Advance(step);
        return step.Build();
    }

    private static HostState Expire(HostState state, DateTimeOffset now)
    {
        foreach (var runner in state.Runners.Values)
        {
            state = runner.ExpiresAt <= now ? state.Without(runner) : state;
        }

        return state;
    }

    private static void Arrive(StepBuilder step, HostRequest request)
    {
        step.Count(request.Model, RequestCounts.OneArrived);
        var state = step.State;
        if (!state.Config.Models.ContainsKey(request.Model))
        {
            step.Fail(request.Model, request.Id, HostErrors.NotFound(request.Model));
        }
        else if (
            state.Runners.TryGetValue(request.Model, out var runner)
            && !runner.IsLoading
            && runner.Suits(request.Options)
        )
        {
            // A loaded model is never refused, however long its queue: overload shows only as waiting.
            step.HandOver(runner, request);
        }
        else if (state.Pending.Count > state.Config.PendingMax)
        {
            step.Count(request.Model, RequestCounts.OneRefused);
            step.Add(new HostAction.Refuse(request.Id));
        }
        else
        {
            step.State = state with { Pending = state.Pending.Add(request) };
        }
    }
}
