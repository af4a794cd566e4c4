namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>One of those whose answers are brought together.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="IsSample">True when the same model is a member already: it is asked with a seed of its own.</param>
internal sealed record Member(string Step, RunModel Model, bool IsSample)
{
    /// <summary>Who is asked when it fails.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];
}
