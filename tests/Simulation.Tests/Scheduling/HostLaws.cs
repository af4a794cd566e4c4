using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Tests.Scheduling;

internal static class HostLaws
{
    public static void CheckLimits(HostState state)
    {
        CheckMemory(state);
        Assert.True(state.Runners.Count <= state.Config.LoadedModelsLimit, "too many models");
        Assert.True(state.Pending.Count <= state.Config.PendingMax + 1, "too many wait");
        Assert.True(state.Runners.Values.Count(runner => runner.IsLoading) <= 1, "two loads at a time");
        foreach (var runner in state.Runners.Values)
        {
            CheckRunner(runner);
        }
    }

    private static void CheckMemory(HostState state)
    {
        for (var gpu = 0; gpu < state.Config.Gpus.Length; gpu++)
        {
            var used = state.Runners.Values.Sum(runner => runner.GpuBytes[gpu]);
            Assert.True(used <= state.Config.Gpus[gpu].VramBytes, $"GPU {gpu} is over-committed");
        }

        Assert.True(state.UsedVramBytes <= state.Config.VramBytes, "memory is over-committed");
    }

    private static void CheckRunner(RunnerState runner)
    {
        Assert.True(runner.Running.Count <= runner.Slots, "more run than there are slots");
        Assert.True(runner.Waiting.IsEmpty || runner.Running.Count == runner.Slots, "one waits beside a free slot");
        Assert.True(runner.VramBytes <= runner.SizeBytes, "more memory than it needs");
        Assert.Equal(runner.IsIdle, runner.ExpiresAt is not null);
        Assert.False(runner is { IsIdle: true, IsDraining: true }, "drained and still there");
        var inSlots = runner.Caches.Select(slot => slot.RequestId).OfType<long>();
        Assert.Equal(runner.Running.Order(), inSlots.Order());
        Assert.Equal(runner.Slots, runner.Caches.Length);
    }

    public static void CheckCounts(HostScript host)
    {
        var counts = host.State.Counts.Values;
        Assert.Equal(host.Actions.Count(action => action is HostAction.Start), counts.Sum(each => each.Started));
        Assert.Equal(host.Actions.Count(action => action is HostAction.Refuse), counts.Sum(each => each.Refused));
        Assert.All(
            counts,
            each => Assert.Equal(each.Arrived, each.Finished + each.Cancelled + each.Failed + each.Refused)
        );
    }
}
