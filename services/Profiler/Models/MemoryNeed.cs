namespace Orchestrator.Profiler.Models;

/// <summary>How much memory a loaded model takes: weights, cache (context × slots × bytes per token), working memory. Pure.</summary>
internal static class MemoryNeed
{
    /// <summary>Context that is assumed where the model's own is larger: what hosts load by default is at most this.</summary>
    private const int DefaultContextTokens = 8_192;

    // Of the compute graph of small batches.
    private const long WorkingBytes = 512L << 20;

    // About what dense models with grouped heads need (8B: 154 KiB, really 144; 32B: 245, 256).
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
        var cache = CacheBytes(contextTokens, slots, cacheBytesPerToken);
        return (long)Math.Min(long.MaxValue / 4, weightBytes + cache + WorkingBytes);
    }

    /// <summary>With one slot, of a model that nobody has measured or set.</summary>
    /// <param name="sizeBytes">Of the file; 0 while unknown, and then the estimate is 0, too.</param>
    /// <param name="parametersBillion">0 while unknown: then the file's size stands for it.</param>
    /// <param name="trainedTokens">Context the model was trained for; 0 while unknown.</param>
    public static ulong Estimate(ulong sizeBytes, double parametersBillion, uint trainedTokens)
    {
        // Saturates: sizes come from other processes.
        if (sizeBytes is 0 or > long.MaxValue / 2)
        {
            return sizeBytes;
        }

        var perToken = CacheBytesPerToken(parametersBillion, (long)sizeBytes);
        return sizeBytes + (ulong)CacheBytes(ContextOf(trainedTokens), slots: 1, perToken) + WorkingBytes;
    }

    /// <summary>The context that a host loads by default.</summary>
    /// <param name="trainedTokens">Context the model was trained for; 0 while unknown.</param>
    public static int ContextOf(uint trainedTokens) =>
        trainedTokens == 0 ? DefaultContextTokens : (int)Math.Min(trainedTokens, DefaultContextTokens);

    /// <summary>Cache bytes per token of a model of which only the size is known.</summary>
    /// <param name="parametersBillion">0 while unknown: then the file's size stands for it.</param>
    /// <param name="weightBytes">Size of the file.</param>
    public static double CacheBytesPerToken(double parametersBillion, long weightBytes)
    {
        var billions = parametersBillion > 0 ? parametersBillion : weightBytes / BytesPerParameter / 1e9;
        return CacheBytesBase + (CacheBytesPerRoot * Math.Sqrt(Math.Max(0, billions)));
    }

    private static double CacheBytes(int contextTokens, int slots, double bytesPerToken) =>
        bytesPerToken * Math.Max(0, contextTokens) * Math.Max(1, slots);
}
