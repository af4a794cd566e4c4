namespace Orchestrator.Simulation.Speeds;

/// <summary>What a load takes besides reading the file.</summary>
public static class LoadTimes
{
    /// <summary>Assumed until it is fitted.</summary>
    public static readonly TimeSpan RunnerStart = TimeSpan.FromSeconds(1);
}
