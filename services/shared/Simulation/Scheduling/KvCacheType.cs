namespace Orchestrator.Simulation.Scheduling;

/// <summary><c>OLLAMA_KV_CACHE_TYPE</c>.</summary>
public enum KvCacheType
{
    F16,
    Q8,
    Q4,
}

public static class KvCacheTypes
{
    /// <param name="name">As Ollama spells it: <c>f16</c>, <c>q8_0</c>, <c>q4_0</c>.</param>
    public static KvCacheType? Find(string name) =>
        name switch
        {
            "f16" => KvCacheType.F16,
            "q8_0" => KvCacheType.Q8,
            "q4_0" => KvCacheType.Q4,
            _ => null,
        };

    /// <summary>Next to half precision: a block of 32 numbers takes 34 or 18 bytes instead of 64.</summary>
    internal static double Share(this KvCacheType type) =>
        type switch
        {
            KvCacheType.Q8 => 34 / 64.0,
            KvCacheType.Q4 => 18 / 64.0,
            _ => 1,
        };
}
