using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Graphs;

/// <summary>Steps that are under way until they are let go, all on one thread: so it is seen which of them run at once.</summary>
internal sealed class HeldSteps(ScriptedSteps steps) : IRunSteps
{
    private readonly List<(string Name, TaskCompletionSource Go)> _held = [];

    public StartRunRequest Request => steps.Request;

    public IReadOnlyList<RunModel> Models => steps.Models;

    public BudgetLeft Left => steps.Left;

    public IEnumerable<string> UnderWay => _held.Select(step => step.Name);

    public async Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        var go = new TaskCompletionSource();
        _held.Add((order.Name, go));
        await go.Task;
        return await steps.StepAsync(order, cancellationToken);
    }

    /// <returns>What was under way.</returns>
    public List<string> LetGo()
    {
        var held = _held.ToList();
        _held.Clear();
        held.ForEach(step => step.Go.SetResult());
        return [.. held.Select(step => step.Name)];
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
