using System.Collections.Immutable;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>
/// Which free slot a request takes, as Ollama's runner chooses: the one whose cached prompt has the most of the new
/// prompt's beginning, or the least recently used one where that is too little.
/// </summary>
internal static class PrefixCache
{
    /// <summary>Less of the prompt than this is not worth spoiling another conversation's slot.</summary>
    private const double LeastShare = 0.1;

    /// <returns>-1 when no slot is free.</returns>
    public static int Choose(ImmutableArray<SlotCache> slots, PromptShape prompt)
    {
        var (oldest, best, most) = (-1, -1, 0);
        for (var at = 0; at < slots.Length; at++)
        {
            if (slots[at].IsFree)
            {
                oldest = oldest < 0 || slots[at].FreedAt < slots[oldest].FreedAt ? at : oldest;
                var common = CommonTokens(slots[at].Prompt, prompt);
                (best, most) = common > most ? (at, common) : (best, most);
            }
        }

        return best >= 0 && most >= LeastShare * prompt.Tokens ? best : oldest;
    }

    /// <summary>Tokens that both begin with; one is always evaluated, or there would be nothing to answer from.</summary>
    public static int CommonTokens(PromptShape cached, PromptShape prompt)
    {
        if (cached.BlockTokens != prompt.BlockTokens || prompt.Tokens < 2)
        {
            return 0;
        }

        var blocks = cached.Blocks.AsSpan().CommonPrefixLength(prompt.Blocks.AsSpan());
        var tokens = Math.Min((long)blocks * prompt.BlockTokens, Math.Min(cached.Tokens, prompt.Tokens - 1));
        return (int)Math.Max(0, tokens);
    }
}
