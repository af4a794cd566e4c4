using System.Collections.Concurrent;
using Orchestrator.Contracts.Messages;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Runs.Steps;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>The steps of one held run: those with a checkpoint are not carried out again.</summary>
internal sealed class RunSteps(
    HeldRun run,
    StartRunRequest request,
    IEnumerable<StepResult> checkpoints,
    RunAllowance allowance,
    StepCalls calls,
    RunWriter writer,
    RunNotices notices,
    RunInbox inbox,
    RunQuestions questions,
    TimeProvider clock
) : IRunSteps
{
    private readonly ConcurrentDictionary<string, StepResult> _checkpoints = new(
        checkpoints.Select(step => KeyValuePair.Create(step.Step, step)),
        StringComparer.Ordinal
    );

    private RunProgress? _progress;

    public StartRunRequest Request => request;

    public IReadOnlyList<RunModel> Models { get; } = RunModel.Of(request);

    public BudgetLeft Left => allowance.Left;

    public async Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        if (_checkpoints.TryGetValue(order.Name, out var known))
        {
            return known;
        }

        using var passage = await run.Pause.Steps.EnterAsync(cancellationToken);
        using var span = RunTelemetry.StartStep(run.RunId, order.Name, order.Model);
        var context = new StepContext(request, allowance, order.IsAnswer ? run.Live : null)
        {
            AcceptedAtMs = run.Row.CreatedAtMs + run.Row.PausedMs,
        };
        var result = await calls.RunAsync(context, order, cancellationToken);
        // A step that ended because the run's work is cancelled says nothing about the step.
        cancellationToken.ThrowIfCancellationRequested();
        span?.SetTag("orchestrator.replica", result.Replica).SetTag("orchestrator.result", ResultOf(result));
        await CommitAsync(result, order.Tell(result));
        _checkpoints[order.Name] = result;
        if (_progress is { } progress)
        {
            run.Live.Tell(progress, StepsDone);
        }

        return result;
    }

    public async Task<string> DecideAsync(string name, Func<RunDecision> decide, CancellationToken cancellationToken)
    {
        if (_checkpoints.TryGetValue(name, out var known))
        {
            return known.Text;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var decision = decide();
        var now = clock.GetUtcNow();
        var change = new RunChange
        {
            Step = StepMapping.ToRow(run.RunId, run.Epoch, name, decision.Text, now),
            Notes = decision.Notes,
        };
        await writer.WriteAsync(run, change);
        _checkpoints[name] = new StepResult
        {
            Step = name,
            Model = "",
            Text = decision.Text,
        };
        return decision.Text;
    }

    public Task<IReadOnlyList<string>> InboxAsync(
        string boundary,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => inbox.TakeAsync(run, boundary, wait, cancellationToken);

    public Task<string> AskAsync(string name, string question, CancellationToken cancellationToken) =>
        questions.AskAsync(run, name, question, cancellationToken);

    public void Progress(RunProgress progress)
    {
        _progress = progress;
        run.Live.Tell(progress, StepsDone);
    }

    // A decision has no model.
    private int StepsDone => _checkpoints.Values.Count(step => step.Model.Length > 0);

    private async Task CommitAsync(StepResult result, RunNote? note)
    {
        var change = new RunChange
        {
            Step = StepMapping.ToRow(run.RunId, run.Epoch, result),
            Notes = note is null ? [] : [note],
        };
        var sequence = await writer.WriteAsync(run, change);
        notices.Add(new StepFinished(run.RunId, sequence, result.Step, result.FinishedAt), run.Row.TraceParent);
    }

    private static string ResultOf(StepResult result) => result.IsCompleted ? RunStates.Completed : result.Cause;
}
