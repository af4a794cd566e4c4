using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>How a recorded trace is replayed.</summary>
/// <param name="Mix">The models and tenants that the trace does not record.</param>
public sealed record TraceOptions(Mix Mix)
{
    /// <summary>Of the workload; null is the name of the trace's file.</summary>
    public string? Name { get; init; }

    /// <summary>Under 1, that share of the requests is kept, evenly by number; above 1, time is compressed.</summary>
    public double RateScale { get; init; } = 1;

    /// <summary>Prompts, answers and prefix blocks are this many times as long: 0.125 is an eighth.</summary>
    public double TokenScale { get; init; } = 1;

    /// <summary>Requests to replay at most.</summary>
    public long RequestsMax { get; init; } = long.MaxValue;

    /// <summary>Nothing that arrives at or after it.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.MaxValue;

    /// <summary>What a good answer has to keep; null is the mix's.</summary>
    public Deadline? Deadline { get; init; }

    /// <summary>Tokens of one recorded prefix block; Mooncake's traces have 512.</summary>
    public int BlockTokens { get; init; } = 512;
}
