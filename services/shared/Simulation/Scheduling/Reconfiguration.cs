using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>What a change of the machine does to the models that are loaded and to the requests that wait.</summary>
internal static class Reconfiguration
{
    public static void Apply(StepBuilder step, HostConfig config)
    {
        step.State = step.State with { Config = config };
        FailUnknown(step);
        RetireChanged(step);
        Refit(step);
    }

    private static void FailUnknown(StepBuilder step)
    {
        var pending = step.State.Pending;
        step.State = step.State with { Pending = pending.RemoveAll(request => IsUnknown(step, request)) };
        foreach (var request in pending)
        {
            if (IsUnknown(step, request))
            {
                step.Fail(request.Model, request.Id, HostErrors.NotFound(request.Model));
            }
        }
    }

    private static bool IsUnknown(StepBuilder step, HostRequest request) =>
        !step.State.Config.Models.ContainsKey(request.Model);

    private static void RetireChanged(StepBuilder step)
    {
        foreach (var runner in step.State.Runners.Values)
        {
            var model = step.State.Config.Models.GetValueOrDefault(runner.Model.Name);
            if (model?.Digest != runner.Model.Digest)
            {
                Retire(step, runner with { IsOutdated = true });
            }
            else if (model is not null)
            {
                step.State = step.State.With(runner with { Model = model });
            }
        }
    }

    private static void Retire(StepBuilder step, RunnerState runner)
    {
        if (runner.IsLoading)
        {
            step.AbortLoad(runner);
        }
        else
        {
            step.State = runner.IsIdle ? step.State.Without(runner) : step.State.With(Eviction.Drained(runner));
        }
    }

    /// <summary>
    /// Lays all models out anew on the GPUs as they are now, those first that would be evicted last. What lost memory is
    /// retired; a busy one keeps going with the lost part in main memory, as drivers do it, so that none is over-committed.
    /// </summary>
    private static void Refit(StepBuilder step)
    {
        var config = step.State.Config;
        var free = config.Gpus.Select(gpu => Math.Max(0, gpu.VramBytes - config.GpuOverheadBytes)).ToArray();
        var lastOnes = step
            .State.Runners.Values.OrderBy(runner => runner.IsIdle)
            .ThenByDescending(runner => runner.KeepAlive);
        foreach (var runner in lastOnes.ToArray())
        {
            var kept = Take(free, runner.GpuBytes);
            var refitted = runner with { GpuBytes = kept };
            step.State = step.State.With(refitted);
            if (refitted.VramBytes < runner.VramBytes)
            {
                Retire(step, refitted);
                GiveBack(step, free, refitted);
            }
        }
    }

    private static ImmutableArray<long> Take(long[] free, ImmutableArray<long> wanted)
    {
        var kept = new long[free.Length];
        for (var gpu = 0; gpu < free.Length; gpu++)
        {
            kept[gpu] = gpu < wanted.Length ? Math.Min(wanted[gpu], free[gpu]) : 0;
            free[gpu] -= kept[gpu];
        }

        return ImmutableArray.Create(kept);
    }

    private static void GiveBack(StepBuilder step, long[] free, RunnerState runner)
    {
        for (var gpu = 0; gpu < free.Length && !step.State.Runners.ContainsKey(runner.Model.Name); gpu++)
        {
            free[gpu] += runner.GpuBytes[gpu];
        }
    }
}
