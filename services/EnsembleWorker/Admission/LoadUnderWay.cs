using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>A load that the replica carries out now.</summary>
internal sealed record LoadUnderWay(string Model, DateTimeOffset Since)
{
    /// <summary>What it asks for; 0 for what the replica gives by itself.</summary>
    public int ContextTokens { get; init; }

    /// <summary>What those who waited for it wanted; less than it asks for when more was remembered.</summary>
    public int Wanted { get; init; }

    /// <summary>Models that make room for it.</summary>
    public ImmutableHashSet<string> Yielding { get; init; } = Swap.NoModels;

    /// <summary>True when nothing should have to make room for it.</summary>
    public bool HadRoom { get; init; }
}
