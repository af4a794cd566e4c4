using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>How much memory a loaded model takes.</summary>
internal static class MemoryEstimate
{
    private const int ContextMin = 4;
    private const int VisionContextMin = 2048;

    /// <summary>Working memory of the compute graph: an assumption, of the order that runners of small batches report.</summary>
    private const long GraphBytes = 256L << 20;

    /// <summary>Families that Ollama runs one request at a time of, whatever is set.</summary>
    private static readonly string[] _singleSlotFamilies =
    [
        "mllama",
        "qwen3next",
        "qwen3vl",
        "qwen35",
        "lfm2",
        "nemotron_h",
    ];

    public static int Context(SimulatedModel model, int asked)
    {
        var least = model.Can(ModelCapabilities.Vision) ? VisionContextMin : ContextMin;
        return Math.Min(Math.Max(asked, least), model.ContextLength);
    }

    public static int Slots(HostConfig config, SimulatedModel model) =>
        model.IsEmbedding || Array.Exists(_singleSlotFamilies, model.IsOfFamily) ? 1 : Math.Max(1, config.NumParallel);

    public static long SizeBytes(HostConfig config, SimulatedModel model, int context, int slots) =>
        model.SizeBytes + (long)(model.KvBytes(context) * slots * config.KvCacheType.Share()) + GraphBytes;
}
