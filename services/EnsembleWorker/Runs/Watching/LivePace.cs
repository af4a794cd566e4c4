namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>When one watcher may get the next thing that is not kept: the first at once, the others at an interval.</summary>
internal sealed class LivePace(TimeSpan interval, TimeProvider clock)
{
    private long? _toldAt;

    public TimeSpan Left => _toldAt is { } at && interval - clock.GetElapsedTime(at) is var left ? left : TimeSpan.Zero;

    public bool IsDue => Left <= TimeSpan.Zero;

    public void Told() => _toldAt = clock.GetTimestamp();
}
