namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>Jumps of speeds on one replica. When one model's speed has jumped, that of the others probably has too.</summary>
internal sealed class Jumps
{
    public int Count { get; private set; }

    /// <summary>The direction of the newest one: 1 is slower, -1 faster, 0 none yet.</summary>
    public int Direction { get; private set; }

    public void Add(int direction) => (Count, Direction) = (Count + 1, direction);
}
