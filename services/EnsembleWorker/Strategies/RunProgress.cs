namespace Orchestrator.EnsembleWorker.Strategies;

/// <param name="Phase">Snake case, for example "members", "critique", "synthesis".</param>
/// <param name="Done">Parts of the phase that are done, of so many; both 0 where nobody knows.</param>
internal sealed record RunProgress(string Phase, int Done, int Of);
