namespace Orchestrator.Simulation.Replay;

/// <summary>What is to come. Events of the same moment come in the order in which they were planned.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<ReplayEvent, (long Ticks, long Number)> _events = new();
    private long _number;

    public void Plan(DateTimeOffset at, ReplayEvent what) => _events.Enqueue(what, (at.UtcTicks, _number++));

    public bool TryTake(out ReplayEvent what, out DateTimeOffset at)
    {
        var isThere = _events.TryDequeue(out what, out var when);
        at = new DateTimeOffset(when.Ticks, TimeSpan.Zero);
        return isThere;
    }
}
