using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies;

/// <summary>Steps that take a while, and how many different models work at once.</summary>
internal sealed class OverlappingSteps(ScriptedSteps steps) : IRunSteps
{
    private readonly Lock _lock = new();
    private readonly List<string> _working = [];

    public int ModelsAtOnce { get; private set; }

    public StartRunRequest Request => steps.Request;

    public IReadOnlyList<RunModel> Models => steps.Models;

    public BudgetLeft Left => steps.Left;

    public async Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _working.Add(order.Model);
            ModelsAtOnce = Math.Max(ModelsAtOnce, _working.Distinct(StringComparer.Ordinal).Count());
        }

        // Long enough for others to begin beside it, where the strategy lets them.
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        var result = await steps.StepAsync(order, cancellationToken);
        lock (_lock)
        {
            _working.Remove(order.Model);
        }

        return result;
    }

    public Task<string> DecideAsync(string name, Func<RunDecision> decide, CancellationToken cancellationToken) =>
        steps.DecideAsync(name, decide, cancellationToken);

    public Task<IReadOnlyList<string>> InboxAsync(
        string boundary,
        TimeSpan wait,
        CancellationToken cancellationToken
    ) => steps.InboxAsync(boundary, wait, cancellationToken);

    public Task<string> AskAsync(string name, string question, CancellationToken cancellationToken) =>
        steps.AskAsync(name, question, cancellationToken);

    public void Progress(RunProgress progress) => steps.Progress(progress);
}
