namespace Orchestrator.Profiler.Registry;

/// <summary>The identity of a model: the same tag can point at different weights on two hosts.</summary>
internal readonly record struct ModelId(string Name, string Digest);
