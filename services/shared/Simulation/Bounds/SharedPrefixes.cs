using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Bounds;

/// <summary>
/// How much of a prompt an earlier request of the same model began with: the most that any slot can have in its cache
/// for it. Prefixes are remembered in a Bloom filter of fixed size (Bloom, "Space/time trade-offs in hash coding with
/// allowable errors", CACM 13(7), 1970). It never forgets one; that it may believe to know one makes prompts shorter,
/// and a lower bound lower.
/// </summary>
internal sealed class SharedPrefixes
{
    // 8 MiB: five million prefixes fill a seventh of it, at which two percent are mistaken for known ones.
    private const int BitsLog2 = 26;
    private readonly ulong[] _bits = new ulong[1 << (BitsLog2 - 6)];

    /// <summary>Remembers the request.</summary>
    /// <returns>Tokens of its prompt's beginning that an earlier request had too; never all of them.</returns>
    public int Add(Arrival request)
    {
        var prompt = request.Prompt;
        var hash = SimulationRandom.Hash((ulong)prompt.BlockTokens, [request.Model]);
        var (common, isCommon) = (0, true);
        foreach (var block in prompt.Blocks)
        {
            hash = Mix(hash ^ Mix(block));
            isCommon &= !Set(hash);
            common += isCommon ? 1 : 0;
        }

        return (int)Math.Clamp((long)common * prompt.BlockTokens, 0, Math.Max(0, prompt.Tokens - 1));
    }

    private static ulong Mix(ulong value) => new SimulationRandom(value).Next();

    /// <returns>Whether it is new.</returns>
    private bool Set(ulong hash)
    {
        var isFirstNew = SetBit((uint)(hash >> (64 - BitsLog2)));
        var isSecondNew = SetBit((uint)hash & ((1u << BitsLog2) - 1));
        return isFirstNew || isSecondNew;
    }

    private bool SetBit(uint bit)
    {
        var mask = 1UL << (int)(bit & 63);
        var isNew = (_bits[bit >> 6] & mask) == 0;
        _bits[bit >> 6] |= mask;
        return isNew;
    }
}
