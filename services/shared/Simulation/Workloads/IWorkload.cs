namespace Orchestrator.Simulation.Workloads;

/// <summary>Requests in order of arrival. Read as a stream, as often as wanted: memory does not grow with its length.</summary>
public interface IWorkload
{
    string Name { get; }

    /// <summary>What a good answer has to keep; null asks for nothing.</summary>
    Deadline? Deadline { get; }

    /// <param name="seed">Draws models, tenants and generated arrivals: the same seed gives the same requests.</param>
    IEnumerable<Arrival> Read(ulong seed);
}

/// <summary>When an answer counts as good: both limits kept.</summary>
/// <param name="FirstToken">From arrival to the first token.</param>
/// <param name="Total">From arrival to the last one.</param>
public sealed record Deadline(TimeSpan FirstToken, TimeSpan Total);
