namespace Orchestrator.Simulation.Planning;

/// <summary>How hard a planner tries.</summary>
public sealed record PlannerOptions
{
    /// <summary>Requests to come that are looked at for each decision. Memory and time grow with it.</summary>
    public int Ahead { get; init; } = 32;

    /// <summary>Hosts that are tried for each request: those that look best.</summary>
    public int HostsTried { get; init; } = 6;

    /// <summary>Whether each model's requests are kept to some hosts, so that models stay in memory.</summary>
    public ModelSpread Spread { get; init; } = ModelSpread.InMemory;

    /// <summary>Whether a request for which all of its model's hosts have full queues may go to any other host.</summary>
    public bool Spills { get; init; }

    /// <summary>Placements that are tried out beforehand.</summary>
    public int PlacementsTried { get; init; } = 300;

    /// <summary>Requests from the beginning on which they are tried.</summary>
    public int PlacementSample { get; init; } = 1000;

    /// <summary>They are tried at so many times the rate: what barely keeps up with a sample falls behind in the long run.</summary>
    public double PlacementRate { get; init; } = 1.2;

    /// <summary>Share by which each second of waiting makes further waiting dearer: 0 looks at the mean only.</summary>
    public double LateShare { get; init; } = 0.05;

    /// <summary>What a second to the last token costs, in seconds to the first one.</summary>
    public double EndShare { get; init; } = 0.02;
}

public enum ModelSpread
{
    /// <summary>Any request may go to any host.</summary>
    Free,

    /// <summary>Found from all models everywhere.</summary>
    Reduced,

    /// <summary>Found from models that fit into memory together.</summary>
    InMemory,
}
