namespace Orchestrator.Profiler.Registry;

/// <summary>A model on a replica. Names of the same weights share one speed.</summary>
internal readonly record struct SpeedId(string Replica, string Digest);
