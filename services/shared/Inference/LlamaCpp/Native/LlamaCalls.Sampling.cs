using System.Runtime.InteropServices;

namespace Orchestrator.Inference.LlamaCpp.Native;

internal static partial class LlamaCalls
{
    [LibraryImport(Llama, EntryPoint = "llama_sampler_chain_default_params")]
    public static partial SamplerChainParams DefaultChainParams();

    [LibraryImport(Llama, EntryPoint = "llama_sampler_chain_init")]
    public static partial SamplerPointer CreateChain(SamplerChainParams parameters);

    /// <summary>The chain owns the link from then on.</summary>
    [LibraryImport(Llama, EntryPoint = "llama_sampler_chain_add")]
    public static partial void AddLink(SamplerPointer chain, nint link);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_free")]
    public static partial void FreeSampler(nint sampler);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_sample")]
    public static partial int Sample(SamplerPointer chain, ContextPointer context, int output);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_greedy")]
    public static partial nint Greedy();

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_dist")]
    public static partial nint Distribution(uint seed);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_top_k")]
    public static partial nint TopK(int count);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_top_p")]
    public static partial nint TopP(float share, nuint atLeast);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_min_p")]
    public static partial nint MinP(float share, nuint atLeast);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_typical")]
    public static partial nint Typical(float share, nuint atLeast);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_temp")]
    public static partial nint Temperature(float temperature);

    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_penalties")]
    public static partial nint Penalties(
        int vocabularySize,
        int lastTokens,
        float repeat,
        float frequency,
        float presence
    );

    /// <returns>0 when the grammar has a mistake.</returns>
    [LibraryImport(Llama, EntryPoint = "llama_sampler_init_grammar", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Grammar(nint vocabulary, string rules, string root);
}
