namespace Orchestrator.Simulation.Planning;

/// <summary>How hard a planner tries.</summary>
public sealed record PlannerOptions
{
    /// <summary>Requests to come that are looked at for each decision. Memory and time grow with it.</summary>
    public int Ahead { get; init; } = 32;

    /// <summary>Hosts that are tried for each request: those that look best.</summary>
    public int HostsTried { get; init; } = 6;

    /// <summary>Share by which each second of waiting makes further waiting dearer: 0 looks at the mean only.</summary>
    public double LateShare { get; init; } = 0.05;

    /// <summary>What a second to the last token costs, in seconds to the first one.</summary>
    public double EndShare { get; init; } = 0.02;
}
