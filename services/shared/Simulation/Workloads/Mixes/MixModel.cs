using System.Collections.Immutable;
using Orchestrator.Files;

namespace Orchestrator.Simulation.Workloads.Mixes;

/// <summary>A model of a mix, and how much of it is asked for.</summary>
/// <param name="Name">Short name in lower case with its tag.</param>
/// <param name="Share">Of the requests, next to the shares of the others.</param>
public sealed record MixModel(string Name, double Share)
{
    /// <summary>What is asked instead on a fleet without this model: the first that the fleet has.</summary>
    public ImmutableArray<string> Instead { get; init; } = [];

    /// <summary>Lengths of generated prompts; null takes those of the workload.</summary>
    public TokenLengths? Input { get; init; }

    /// <summary>Lengths of generated answers; null takes those of the workload.</summary>
    public TokenLengths? Output { get; init; }

    /// <summary>Where it was given.</summary>
    public FilePlace? Place { get; init; }
}
