namespace Orchestrator.Profiler.Planning;

/// <summary>Shape of a model's key/value cache.</summary>
/// <param name="Layers">Of which each keeps keys and values.</param>
/// <param name="KvHeads">Heads that have keys and values of their own.</param>
/// <param name="HeadLength">Numbers in the key of one head.</param>
internal sealed record CacheShape(int Layers, int KvHeads, int HeadLength)
{
    // A key and a value, two bytes each in half precision.
    private const long BytesPerNumber = 4;

    public double BytesPerToken => (double)BytesPerNumber * Layers * KvHeads * HeadLength;
}
