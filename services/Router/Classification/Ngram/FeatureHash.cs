using System.Numerics;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>Hashes features with a fixed seed: the same text has the same features in every process.</summary>
internal static class FeatureHash
{
    /// <summary>Of the number of buckets, to the base of two.</summary>
    public const int Bits = 18;

    public const int Buckets = 1 << Bits;

    private const uint Seed = 0x9E37_79B9;

    public static uint Mix(uint hash, uint value) => BitOperations.RotateLeft((hash ^ value) * 0x85EB_CA6B, 13);

    /// <summary>Features of different blocks and lengths begin with different numbers.</summary>
    public static uint Begin(FeatureBlock block, uint kind) => Mix(Mix(Seed, (uint)block + 1), kind + 1);

    /// <summary>The finish of MurmurHash3: every bit of the hash moves the bucket.</summary>
    public static int Bucket(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EB_CA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2_AE35;
        return (int)((hash ^ (hash >> 16)) >> (32 - Bits));
    }
}
