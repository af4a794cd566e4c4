using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>Members take positions on their own, criticise each other where they disagree, and a weighted vote decides.</summary>
internal sealed class DebateStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private readonly DebateOptions _options = options.Value.Runs.Debate;

    public string Name => "debate";

    public Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken) =>
        new DebateRun(run, _options).RunAsync(cancellationToken);
}
