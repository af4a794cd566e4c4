namespace Orchestrator.Simulation.Scheduling;

/// <summary>A request is over, wherever it stood. One that is not known (any more) changes nothing.</summary>
internal static class RequestEnds
{
    public static void End(StepBuilder step, long id, RequestEnd how)
    {
        if (!EndRunning(step, id, how) && !EndPending(step, id, how))
        {
            EndWaiting(step, id, how);
        }
    }

    private static bool EndRunning(StepBuilder step, long id, RequestEnd how)
    {
        foreach (var runner in step.State.Runners.Values)
        {
            for (var slot = 0; slot < runner.Caches.Length; slot++)
            {
                if (runner.Caches[slot].RequestId == id && id != SlotCache.Nobody)
                {
                    Leave(step, FreeSlot(runner, slot), id, how);
                    return true;
                }
            }
        }

        return false;
    }

    private static RunnerState FreeSlot(RunnerState runner, int slot)
    {
        var cache = runner.Caches[slot] with { RequestId = SlotCache.Nobody, FreedAt = runner.Releases + 1 };
        return runner with { Caches = runner.Caches.SetItem(slot, cache), Releases = runner.Releases + 1 };
    }

    private static bool EndPending(StepBuilder step, long id, RequestEnd how)
    {
        var index = step.State.Pending.FindIndex(request => request.Id == id);
        if (index < 0)
        {
            return false;
        }

        var model = step.State.Pending[index].Model;
        step.Count(model, RequestCounts.OneEnded(how));
        step.State = step.State with { Pending = step.State.Pending.RemoveAt(index) };

        // Ollama's own behaviour, and the reason why an orchestrator must not tie a cold load to its client's connection.
        if (index == 0 && step.State.Runners.GetValueOrDefault(model) is { IsLoading: true } loading)
        {
            step.AbortLoad(loading);
        }

        return true;
    }

    private static void EndWaiting(StepBuilder step, long id, RequestEnd how)
    {
        foreach (var runner in step.State.Runners.Values)
        {
            if (runner.Holding.Contains(id) || runner.Waiting.Exists(request => request.Id == id))
            {
                Leave(step, runner, id, how);
                return;
            }
        }
    }

    private static void Leave(StepBuilder step, RunnerState runner, long id, RequestEnd how)
    {
        step.Count(runner.Model.Name, RequestCounts.OneEnded(how));
        step.Release(
            runner with
            {
                Running = runner.Running.Remove(id),
                Waiting = runner.Waiting.RemoveAll(request => request.Id == id),
                Holding = runner.Holding.Remove(id),
                IsDraining = runner.IsDraining || how == RequestEnd.OutOfMemory,
            }
        );
    }
}
