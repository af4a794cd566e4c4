namespace Orchestrator.Simulation.Replay;

/// <summary>The time of a replay. It stands still while anything is decided and jumps from event to event.</summary>
public sealed class VirtualClock : TimeProvider
{
    /// <summary>When every replay begins.</summary>
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public TimeSpan Elapsed => Now - Start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    /// <exception cref="NotSupportedException">Always: what is to happen later is an event of the replay.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("In a replay nothing may wait by a timer.");

    internal void AdvanceTo(DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, Now);
        Now = at;
    }
}
