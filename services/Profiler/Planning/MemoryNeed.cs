namespace Orchestrator.Profiler.Planning;

/// <summary>How much memory a loaded model takes: weights, cache (context × slots × bytes per token), working memory.</summary>
internal static class MemoryNeed
{
    // Of the compute graph of small batches.
    private const long WorkingBytes = 512L << 20;

    // Where the shape is unknown: about what dense models with grouped heads need (8B: 154 KiB, really 144; 32B: 245, 256).
    private const double CacheBytesBase = 64 * 1024;
    private const double CacheBytesPerRoot = 32 * 1024;

    // A Q4 file, which most are, has about so many bytes per parameter.
    private const double BytesPerParameter = 0.6;

    /// <param name="weightBytes">Size of the file.</param>
    /// <param name="contextTokens">Of one slot.</param>
    /// <param name="slots">Calls that run at once.</param>
    /// <param name="cacheBytesPerToken">In the type in which the cache is kept.</param>
    public static long Bytes(long weightBytes, int contextTokens, int slots, double cacheBytesPerToken)
    {
        var cache = cacheBytesPerToken * Math.Max(0, contextTokens) * Math.Max(1, slots);
        return (long)Math.Min(long.MaxValue / 4, weightBytes + cache + WorkingBytes);
    }

    /// <summary>Cache bytes per token of a model of which only the size is known.</summary>
    /// <param name="parametersBillion">0 while unknown: then the file's size stands for it.</param>
    /// <param name="weightBytes">Size of the file.</param>
    public static double CacheBytesPerToken(double parametersBillion, long weightBytes)
    {
        var billions = parametersBillion > 0 ? parametersBillion : weightBytes / BytesPerParameter / 1e9;
        return CacheBytesBase + (CacheBytesPerRoot * Math.Sqrt(Math.Max(0, billions)));
    }
}
