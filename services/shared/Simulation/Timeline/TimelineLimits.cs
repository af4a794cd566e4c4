namespace Orchestrator.Simulation.Timeline;

/// <summary>What a timeline keeps at most, however long the replay and however large the fleet.</summary>
public static class TimelineLimits
{
    /// <summary>Columns of time, an even number: when a replay outgrows them, each two become one.</summary>
    public const int Columns = 600;

    /// <summary>Hosts that are drawn, the first ones of the fleet. More make no picture.</summary>
    public const int HostsMax = 48;

    /// <summary>Models of one host with a lane of their own, the first ones seen there.</summary>
    public const int LanesMax = 24;

    /// <summary>Width of a column to begin with.</summary>
    public static readonly TimeSpan FirstWidth = TimeSpan.FromMilliseconds(100);
}
