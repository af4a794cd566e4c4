namespace Orchestrator.Simulation.Planning;

/// <summary>The time of a replay in seconds since its beginning, read off a clock that policies get.</summary>
internal sealed class VirtualElapsed(TimeProvider clock)
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    public double Seconds => (clock.GetUtcNow() - _start).TotalSeconds;
}
