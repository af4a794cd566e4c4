using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>How answers that programs read are sampled. Pure.</summary>
internal static class StructuredSampling
{
    /// <summary>As the user wants it, but for what ends an answer early: half a JSON object is none.</summary>
    public static Sampling? Of(Sampling? wanted)
    {
        var whole = wanted?.Clone();
        whole?.Stop.Clear();
        whole?.ClearMaxTokens();
        return whole;
    }
}
