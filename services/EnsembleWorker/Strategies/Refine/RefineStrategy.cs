using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Strategies.Refine;

/// <summary>One model drafts, one of another family verifies, the first one fixes, until there is nothing new to say.</summary>
internal sealed class RefineStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private readonly RefineOptions _options = options.Value.Runs.Refine;

    public string Name => "refine";

    public Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken) =>
        new RefineRun(run, _options).RunAsync(cancellationToken);
}
