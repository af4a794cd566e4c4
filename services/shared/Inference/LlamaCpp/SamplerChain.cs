using Orchestrator.Inference.LlamaCpp.Native;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>A <see cref="LlamaSampling"/> as the library's chain of samplers.</summary>
internal static class SamplerChain
{
    // The library takes this for "another one each time".
    private const uint AnySeed = uint.MaxValue;

    /// <exception cref="LlamaException">The grammar has a mistake.</exception>
    public static SamplerPointer Create(LlamaVocabulary vocabulary, LlamaSampling sampling)
    {
        var chain = LlamaCalls.CreateChain(LlamaCalls.DefaultChainParams());
        try
        {
            foreach (var link in Links(vocabulary, sampling))
            {
                LlamaCalls.AddLink(chain, link);
            }

            return chain;
        }
        catch
        {
            chain.Dispose();
            throw;
        }
    }

    // What forbids comes first, then what changes the odds, then what narrows the choice, and last who chooses.
    private static IEnumerable<nint> Links(LlamaVocabulary vocabulary, LlamaSampling sampling)
    {
        if (sampling.Grammar is { } rules)
        {
            yield return Grammar(vocabulary, rules);
        }

        if (sampling.RepeatLastN != 0 && HasPenalty(sampling))
        {
            yield return LlamaCalls.Penalties(
                vocabulary.Size,
                sampling.RepeatLastN,
                sampling.RepeatPenalty,
                sampling.FrequencyPenalty,
                sampling.PresencePenalty
            );
        }

        if (sampling.Temperature <= 0)
        {
            yield return LlamaCalls.Greedy();
            yield break;
        }

        yield return LlamaCalls.TopK(sampling.TopK);
        yield return LlamaCalls.Typical(sampling.TypicalP, atLeast: 1);
        yield return LlamaCalls.TopP(sampling.TopP, atLeast: 1);
        yield return LlamaCalls.MinP(sampling.MinP, atLeast: 1);
        yield return LlamaCalls.Temperature(sampling.Temperature);
        yield return LlamaCalls.Distribution(sampling.Seed ?? AnySeed);
    }

    private static bool HasPenalty(LlamaSampling sampling) =>
        sampling is not { RepeatPenalty: 1, FrequencyPenalty: 0, PresencePenalty: 0 };

    private static nint Grammar(LlamaVocabulary vocabulary, string rules) =>
        LlamaCalls.Grammar(vocabulary.Pointer, rules, "root") is var link and not 0
            ? link
            : throw new LlamaException(LlamaFault.Decode, "The grammar of the answer has a mistake.");
}
