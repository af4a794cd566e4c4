using System.Collections.Immutable;
using System.Text;

namespace Orchestrator.Simulation.Text;

/// <summary>SplitMix64: the same numbers from the same seed on every platform and runtime version.</summary>
public sealed class SimulationRandom(ulong seed)
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <returns>0 up to, not including, <paramref name="limit"/>.</returns>
    public int Below(int limit) => (int)(Next() % (ulong)Math.Max(1, limit));

    /// <returns>0 up to, not including, 1.</returns>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public string Pick(ImmutableArray<string> choices) => choices[Below(choices.Length)];

    /// <summary>FNV-1a over the UTF-8 bytes of all parts, with a separator so that ("ab","c") is not ("a","bc").</summary>
    public static ulong Hash(ulong seed, IEnumerable<string> parts)
    {
        var hash = FnvOffset ^ (seed * FnvPrime);
        foreach (var part in parts)
        {
            foreach (var octet in Encoding.UTF8.GetBytes(part))
            {
                hash = (hash ^ octet) * FnvPrime;
            }

            hash = (hash ^ 0xFF) * FnvPrime;
        }

        return hash;
    }
}
