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
                    step.Count(runner.Model.Name, RequestCounts.OneEnded(how));
                    step.Release(WithoutRunning(runner, slot, how));
                    return true;
                }
            }
        }

        return false;
    }

    private static RunnerState WithoutRunning(RunnerState runner, int slot, RequestEnd how)
    {
        var cache = runner.Caches[slot];
        var freed = cache with { RequestId = SlotCache.Nobody, FreedAt = runner.Releases + 1 };
        return runner with
        {
            Running = runner.Running.Remove(cache.RequestId),
            Caches = runner.Caches.SetItem(slot, freed),
            Releases = freed.FreedAt,
            IsDraining = runner.IsDraining || how == RequestEnd.OutOfMemory,
        };
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
            var waiting = runner.Waiting.FindIndex(request => request.Id == id);
            if (waiting >= 0 || runner.Holding.Contains(id))
            {
                step.Count(runner.Model.Name, RequestCounts.OneEnded(how));
                step.Release(
                    runner with
                    {
                        Waiting = waiting >= 0 ? runner.Waiting.RemoveAt(waiting) : runner.Waiting,
                        Holding = runner.Holding.Remove(id),
                    }
                );
                return;
            }
        }
    }
}
