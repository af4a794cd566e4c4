using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>
/// A planner splits the question into parts that wait for each other; the parts are answered level by level, each by the model that is
/// best for it, and one model writes the answer from their results. Whatever goes wrong with the plan, the question itself is still answered.
/// </summary>
internal sealed class DecomposeStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private readonly DecomposeOptions _options = options.Value.Runs.Decompose;

    public string Name => "decompose";

    public Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken) =>
        new DecomposeRun(run, _options).RunAsync(cancellationToken);
}
