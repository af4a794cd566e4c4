namespace Orchestrator.Profiler.Models;

/// <summary>Memory of a loaded model that nobody has measured or set: weights, cache and working memory. Pure.</summary>
internal static class MemoryEstimate
{
    /// <summary>Context that is assumed where the model's own is larger: what hosts load by default is at most this.</summary>
    private const uint ContextTokens = 8_192;

    // Of the compute graph of small batches.
    private const ulong WorkingBytes = 512UL << 20;

    // Keys and values of dense models with grouped heads in half precision: 8B has really 144 KiB per token, 32B 256.
    private const double CacheBytesFixed = 64 * 1024;
    private const double CacheBytesPerRoot = 32 * 1024;

    // A file of four bits per weight, which most are.
    private const double BytesPerParameter = 0.6;

    /// <param name="sizeBytes">Of the file; 0 while unknown, and then the estimate is 0, too.</param>
    /// <param name="parametersBillion">0 while unknown: then the file's size stands for it.</param>
    /// <param name="contextTokens">Context the model was trained for; 0 while unknown.</param>
    public static ulong Bytes(ulong sizeBytes, double parametersBillion, uint contextTokens)
    {
        if (sizeBytes == 0)
        {
            return 0;
        }

        var billions = parametersBillion > 0 ? parametersBillion : sizeBytes / BytesPerParameter / 1e9;
        var context = contextTokens == 0 ? ContextTokens : Math.Min(contextTokens, ContextTokens);
        var cache = context * (CacheBytesFixed + (CacheBytesPerRoot * Math.Sqrt(billions)));
        // Saturates: sizes come from other processes.
        return sizeBytes > long.MaxValue / 2 ? sizeBytes : sizeBytes + (ulong)cache + WorkingBytes;
    }
}
