using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp.Native;

/// <summary><c>llama_sampler_chain_params</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SamplerChainParams
{
    public byte NoPerformanceCounters;
}
