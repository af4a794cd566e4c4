using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>Where a model would lie: the bytes on each GPU, the rest being in main memory.</summary>
internal static class Placement
{
    /// <summary>Wholly where it was asked for, next to what is loaded: on the roomiest GPU, or over all of them.</summary>
    /// <param name="gpuBytes">The part that is meant for GPUs.</param>
    /// <returns>Null when there is not enough room.</returns>
    public static ImmutableArray<long>? Whole(HostState state, long sizeBytes, long gpuBytes)
    {
        var share = state.Runners.IsEmpty ? 1 : state.Config.FreeMemoryShare;
        if (sizeBytes - gpuBytes > FreeMainMemory(state) * share)
        {
            return null;
        }

        var free = FreeOnGpus(state);
        var roomiest = Roomiest(free);
        if (gpuBytes == 0)
        {
            return ImmutableArray.Create(new long[free.Length]);
        }

        if (roomiest >= 0 && gpuBytes <= free[roomiest] * share && (free.Length == 1 || !state.Config.SpreadsOverGpus))
        {
            var placed = new long[free.Length];
            placed[roomiest] = gpuBytes;
            return ImmutableArray.Create(placed);
        }

        return gpuBytes <= free.Sum() * share ? Spread(free, gpuBytes) : null;
    }

    /// <summary>As much as fits onto the GPUs; null when main memory does not take the rest.</summary>
    public static ImmutableArray<long>? Spilled(HostState state, long sizeBytes, long gpuBytes)
    {
        var free = FreeOnGpus(state);
        var onGpus = Math.Min(free.Sum(), gpuBytes);
        return sizeBytes - onGpus <= FreeMainMemory(state) ? Spread(free, onGpus) : null;
    }

    public static long FreeMainMemory(HostState state)
    {
        var free = state.Config.MainMemoryBytes;
        foreach (var runner in state.Runners.Values)
        {
            free -= runner.SizeBytes - runner.VramBytes;
        }

        return Math.Max(0, free);
    }

    public static long[] FreeOnGpus(HostState state)
    {
        var gpus = state.Config.Gpus;
        var free = new long[gpus.Length];
        for (var gpu = 0; gpu < free.Length; gpu++)
        {
            free[gpu] = gpus[gpu].VramBytes - state.Config.GpuOverheadBytes;
            foreach (var runner in state.Runners.Values)
            {
                free[gpu] -= runner.GpuBytes[gpu];
            }

            free[gpu] = Math.Max(0, free[gpu]);
        }

        return free;
    }

    private static int Roomiest(long[] free)
    {
        var best = -1;
        for (var gpu = 0; gpu < free.Length; gpu++)
        {
            best = best < 0 || free[gpu] > free[best] ? gpu : best;
        }

        return best;
    }

    /// <summary>By what is free on each; what rounding leaves goes to the first with room.</summary>
    private static ImmutableArray<long> Spread(long[] free, long bytes)
    {
        var total = free.Sum();
        var placed = new long[free.Length];
        for (var gpu = 0; gpu < free.Length && total > 0; gpu++)
        {
            placed[gpu] = Math.Min(free[gpu], (long)((double)bytes * free[gpu] / total));
        }

        var rest = bytes - placed.Sum();
        for (var gpu = 0; gpu < free.Length; gpu++)
        {
            var more = Math.Clamp(rest, 0, free[gpu] - placed[gpu]);
            placed[gpu] += more;
            rest -= more;
        }

        return ImmutableArray.Create(placed);
    }
}
