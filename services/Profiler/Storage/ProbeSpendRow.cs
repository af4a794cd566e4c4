namespace Orchestrator.Profiler.Storage;

/// <summary>What probes have cost on one day, in whatever unit their budget is.</summary>
internal sealed class ProbeSpendRow
{
    /// <summary>Days since 0001-01-01, in UTC.</summary>
    public required int Day { get; init; }

    public required double Spent { get; set; }
}
