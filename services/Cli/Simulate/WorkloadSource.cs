using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Cli.Simulate;

/// <summary>The asked requests, at any rate.</summary>
/// <param name="AsWritten">At the rate that it was recorded or described with.</param>
/// <param name="Mix">Its name; null when the workload has its own.</param>
internal sealed record WorkloadSource(IWorkload AsWritten, string? Mix)
{
    public double TokenScale { get; init; } = 1;

    /// <summary>Null: all of them.</summary>
    public long? RequestsMax { get; init; }

    /// <summary>The load to take when nobody asks for a load or a rate; null takes the rate as written.</summary>
    public double? DefaultLoad { get; init; }

    /// <param name="factor">Times as many requests per second.</param>
    public IWorkload At(double factor)
    {
        IWorkload scaled = AsWritten switch
        {
            TraceWorkload trace => trace.Scaled(factor),
            MergedWorkload merged => merged.Scaled(factor),
            GeneratedWorkload generated => generated.Scaled(factor),
            _ => throw new NotSupportedException($"A {AsWritten.GetType().Name} has one rate only."),
        };
        return RequestsMax is { } max ? new FirstRequests(scaled, max) : scaled;
    }
}
