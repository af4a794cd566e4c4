using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Registry;

/// <summary>One download that is going on: how far it is follows from the time alone, whoever watches it.</summary>
/// <param name="StartedAt">A timestamp of the clock.</param>
/// <param name="BytesBefore">What an earlier, abandoned download of the model had already.</param>
internal sealed record Pull(SimulatedModel Model, long StartedAt, long BytesBefore)
{
    /// <summary>Callers who wait for it; when the last one leaves, it stops.</summary>
    public int Callers { get; init; } = 1;

    /// <summary>What is not weights: template, parameters and the like.</summary>
    public const long ConfigBytes = 488;

    public long TotalBytes => Model.SizeBytes + ConfigBytes;
}
