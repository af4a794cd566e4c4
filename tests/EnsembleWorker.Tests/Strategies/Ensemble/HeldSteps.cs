using System.Collections.Concurrent;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

/// <summary>Steps that end when the test says so, or when they are cut off.</summary>
internal sealed class HeldSteps(StartRunRequest request, TimeProvider clock) : IRunSteps
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StepResult>> _steps = new(
        StringComparer.Ordinal
    );
    private readonly ConcurrentDictionary<string, StepOrder> _orders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _startedAt = new(StringComparer.Ordinal);

    public StartRunRequest Request => request;

    public IReadOnlyList<RunModel> Models { get; } = RunModel.Of(request);

    public BudgetLeft Left => new(100, 100_000, 1_000, TimeSpan.FromMinutes(1));

    public ConcurrentQueue<string> Started { get; } = [];

    public ConcurrentQueue<string> CutOff { get; } = [];

    public Task<string> DecideAsync(string name, Func<RunDecision> decide, CancellationToken cancellationToken) =>
        Task.FromResult(decide().Text);

    public Task<IReadOnlyList<string>> InboxAsync(
        string boundary,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<string> AskAsync(string name, string question, CancellationToken cancellationToken) =>
        Task.FromResult("");

    public void Progress(RunProgress progress) { }

    public Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        var step = new TaskCompletionSource<StepResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        (_steps[order.Name], _orders[order.Name], _startedAt[order.Name]) = (step, order, clock.GetUtcNow());
        order.CutOff.Register(() =>
        {
            CutOff.Enqueue(order.Name);
            step.TrySetResult(ScriptedSteps.Failed(order, StepCauses.CutOff));
        });
        cancellationToken.Register(() => step.TrySetCanceled(cancellationToken));
        Started.Enqueue(order.Name);
        return step.Task;
    }

    public void Finish(string step, string? text = null) =>
        _steps[step]
            .TrySetResult(
                ScriptedSteps.Result(_orders[step], text ?? $"{step} has an answer.") with
                {
                    StartedAt = _startedAt[step],
                    FinishedAt = clock.GetUtcNow(),
                }
            );

    public void Break(string step, Exception exception) => _steps[step].TrySetException(exception);
}
