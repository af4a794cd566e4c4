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

    /// <summary>The first model always loads, and spills to main memory; another one must fit wholly.</summary>
    public static bool Fits(HostState state, long sizeBytes)
    {
        var free = Math.Max(0, state.Config.VramBytes - state.UsedVramBytes);
        return state.Runners.IsEmpty || sizeBytes <= free * state.Config.FreeMemoryShare;
    }
}
