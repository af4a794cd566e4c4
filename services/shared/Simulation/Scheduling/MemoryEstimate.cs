using System.Collections.Immutable;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>How much memory a loaded model takes, and whether it fits next to the others.</summary>
internal static class MemoryEstimate
{
    private const int ContextMin = 4;
    private const int VisionContextMin = 2048;

    /// <summary>Working memory of the compute graph.</summary>
    private const long GraphBytes = 256L << 20;

    public static int Context(SimulatedModel model, int asked)
    {
        var least = model.Can(ModelCapabilities.Vision) ? VisionContextMin : ContextMin;
        return Math.Clamp(asked, least, model.ContextLength);
    }

    public static int Slots(HostConfig config, SimulatedModel model) =>
        model.Can(ModelCapabilities.Embedding) ? 1 : config.NumParallel;

    public static long SizeBytes(SimulatedModel model, int context, int slots) =>
        model.SizeBytes + (model.KvBytesPerToken * context * slots) + GraphBytes;

    /// <summary>GPU after GPU, as far as it goes.</summary>
    public static ImmutableArray<long> Place(HostState state, long sizeBytes)
    {
        var rest = sizeBytes;
        var gpus = state.Config.Gpus;
        var placed = ImmutableArray.CreateBuilder<long>(gpus.Length);
        for (var gpu = 0; gpu < gpus.Length; gpu++)
        {
            var used = state.Runners.Values.Sum(runner => runner.GpuBytes[gpu]);
            placed.Add(Math.Clamp(gpus[gpu].VramBytes - used, 0, rest));
            rest -= placed[gpu];
        }

        return placed.MoveToImmutable();
    }

    /// <summary>The first model always loads, and spills to main memory; another one must fit wholly.</summary>
    public static bool Fits(HostState state, long sizeBytes)
    {
        var free = Math.Max(0, state.Config.VramBytes - state.UsedVramBytes);
        return state.Runners.IsEmpty || sizeBytes <= free * state.Config.FreeMemoryShare;
    }
}
