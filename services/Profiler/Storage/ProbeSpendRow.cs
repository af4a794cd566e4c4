namespace Orchestrator.Profiler.Storage;

/// <summary>What probes have cost the whole fleet on one day.</summary>
internal sealed class ProbeSpendRow
{
    /// <summary>Days since 0001-01-01, in UTC.</summary>
    public required int Day { get; init; }

    /// <summary>Seconds on replicas.</summary>
    public required double Spent { get; set; }

    /// <summary>Read and written.</summary>
    public required long Tokens { get; set; }
}
