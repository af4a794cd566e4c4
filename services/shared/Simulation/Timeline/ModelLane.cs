namespace Orchestrator.Simulation.Timeline;

/// <summary>One model on one host over time.</summary>
public sealed class ModelLane(string model)
{
    public string Model { get; } = model;

    /// <summary>Seconds of each column in which it was in memory, the time of loading included.</summary>
    public ColumnSeries Resident { get; } = ColumnSeries.OfSums();

    /// <summary>Seconds of each column in which it was being loaded.</summary>
    public ColumnSeries Loading { get; } = ColumnSeries.OfSums();

    public long Loads { get; private set; }

    internal void LoadStarted() => Loads++;

    internal void Fold()
    {
        Resident.Fold();
        Loading.Fold();
    }
}
