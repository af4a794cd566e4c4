namespace Orchestrator.Cli.Classifier.Training;

/// <summary>SplitMix64: the same numbers from the same seed in every version of the runtime.</summary>
internal sealed class StableRandom(long seed)
{
    private ulong _state = (ulong)seed;

    public int Next(int limit) => (int)(NextBits() % (ulong)limit);

    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public void Shuffle(Span<int> numbers)
    {
        for (var i = numbers.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (numbers[i], numbers[other]) = (numbers[other], numbers[i]);
        }
    }

    private ulong NextBits()
    {
        _state += 0x9E37_79B9_7F4A_7C15;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58_476D_1CE4_E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D0_49BB_1331_11EB;
        return bits ^ (bits >> 31);
    }
}
