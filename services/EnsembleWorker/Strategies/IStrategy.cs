namespace Orchestrator.EnsembleWorker.Strategies;

/// <summary>
/// One way to use several models for one question. What it decides depends on the request and on the results of its
/// steps alone: taken over by another worker, it is begun anew and gets the results of finished steps at once.
/// </summary>
internal interface IStrategy
{
    /// <summary>In kebab-case, as routers and clients name it.</summary>
    string Name { get; }

    Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken);
}
