namespace Orchestrator.Profiler.Capability;

/// <summary>A model's ability in a domain and a language.</summary>
internal sealed record AbilityPoint(ModelTraits Model, string Domain, string Language);
