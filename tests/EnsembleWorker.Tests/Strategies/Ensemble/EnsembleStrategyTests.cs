using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

/// <summary>In which order the members of an ensemble are asked.</summary>
public sealed class EnsembleStrategyTests
{
    [Fact]
    public async Task Members_are_asked_at_once_unless_memory_forbids_it()
    {
        var steps = new HeldSteps(sequential: false);

        var run = Strategy().RunAsync(steps, CancellationToken.None);

        Assert.Equal(["member-1", "member-2", "member-3"], steps.Started);
        steps.FinishAll();
        Assert.IsType<RunEnd.Completed>(await run);
    }

    [Fact]
    public async Task One_by_one_the_best_member_is_asked_last_because_it_writes_the_answer_too()
    {
        var steps = new HeldSteps(sequential: true);

        var run = Strategy().RunAsync(steps, CancellationToken.None);

        foreach (var expected in (string[])["member-3", "member-2", "member-1", "synthesis"])
        {
            await Wait.UntilAsync(() => steps.Started.Last() == expected, $"{expected} is asked next");
            steps.Finish(expected);
        }

        var end = Assert.IsType<RunEnd.Completed>(await run);
        Assert.Equal(["member-1", "member-2", "member-3", "synthesis"], end.Steps.Select(step => step.Step));
        Assert.Equal(4, steps.Started.Count);
    }

    private static EnsembleStrategy Strategy() => new(Options.Create(new EnsembleWorkerOptions()), TimeProvider.System);

    /// <summary>Steps that end when the test says so.</summary>
    private sealed class HeldSteps(bool sequential) : IRunSteps
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource<StepResult>> _steps = new(
            StringComparer.Ordinal
        );
        private readonly ConcurrentQueue<string> _started = [];
        private bool _isOpen;

        public StartRunRequest Request { get; } =
            new() { Models = { "a:70b", "b:8b", "c:4b" }, Sequential = sequential };

        public IReadOnlyList<RunModel> Models => RunModel.Of(Request);

        public BudgetLeft Left => new(100, 100_000, 1_000, TimeSpan.FromMinutes(1));

        public ConcurrentQueue<string> Started => _started;

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
            _started.Enqueue(order.Name);
            if (_isOpen)
            {
                return Task.FromResult(Result(order.Name));
            }

            return _steps.GetOrAdd(order.Name, _ => new TaskCompletionSource<StepResult>()).Task;
        }

        public void Finish(string step) => _steps[step].SetResult(Result(step));

        public void FinishAll()
        {
            _isOpen = true;
            foreach (var step in _started.ToArray())
            {
                Finish(step);
            }
        }

        private static StepResult Result(string step) =>
            new()
            {
                Step = step,
                Model = "m",
                Text = $"{step} has an answer.",
            };
    }
}
