using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Runs.Steps;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>The strategies by name, each run with the steps that are done already.</summary>
internal sealed partial class RunStrategies(
    IEnumerable<IStrategy> strategies,
    RunStore store,
    StepCalls calls,
    RunWriter writer,
    RunNotices notices,
    IOptions<EnsembleWorkerOptions> options,
    RunInbox inbox,
    RunQuestions questions,
    TimeProvider clock,
    ILogger<RunStrategies> logger
)
{
    private readonly Dictionary<string, IStrategy> _strategies = strategies.ToDictionary(
        strategy => strategy.Name,
        StringComparer.Ordinal
    );

    public IReadOnlyCollection<string> Names => _strategies.Keys;

    public async Task<RunEnd> RunAsync(HeldRun run, StartRunRequest request, CancellationToken cancellationToken)
    {
        if (!_strategies.TryGetValue(request.Strategy, out var strategy))
        {
            return new RunEnd.Failed("unknown_strategy", $"This worker knows no strategy '{request.Strategy}'.");
        }

        var known = await KnownStepsAsync(run, cancellationToken);
        run.Live.Tell(new RunProgress("started", 0, 0), known.Count);
        using var allowance = new RunAllowance(run.Row, request, known, options.Value.Runs.Budget, clock);
        var steps = new RunSteps(run, request, known, allowance, calls, writer, notices, inbox, questions, clock);
        try
        {
            return await strategy.RunAsync(steps, cancellationToken);
        }
        // A bug of one strategy is the end of this run and of nothing else.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, run.RunId, request.Strategy);
            return new RunEnd.Failed(RunCauses.InternalError, "Something went wrong in the worker.");
        }
    }

    // Nobody has held a new run before: there is nothing to read, and its first event need not wait for the database.
    private async Task<IReadOnlyList<StepResult>> KnownStepsAsync(HeldRun run, CancellationToken cancellationToken) =>
        run.Row.Epoch == 0
            ? []
            : [.. (await store.ReadStepsAsync(run.RunId, cancellationToken)).Select(StepMapping.ToResult)];

    [LoggerMessage(3415, LogLevel.Error, "Run {RunId}: the strategy {Strategy} failed.")]
    private partial void LogFailed(Exception exception, string runId, string strategy);
}
