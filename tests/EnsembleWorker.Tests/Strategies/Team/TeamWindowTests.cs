using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using static Orchestrator.EnsembleWorker.Tests.Strategies.Team.TeamRun;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Team;

/// <summary>How long a team waits for its user.</summary>
public sealed class TeamWindowTests
{
    private static readonly TimeSpan _window = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_user_has_time_to_step_in_before_each_decision_and_nobody_waits_again_after_a_takeover()
    {
        var steps = new ListeningSteps();

        await steps.CompleteAsync(options => options.StepInWindow = _window);
        var first = steps.Waits.ToList();
        steps.Waits.Clear();
        await steps.CompleteAsync(options => options.StepInWindow = _window);

        Assert.Equal(
            [
                ("turn-1", TimeSpan.Zero),
                ("turn-1.step-in", _window),
                ("turn-2", TimeSpan.Zero),
                ("turn-2.step-in", _window),
            ],
            first
        );
        Assert.Equal(first.Select(wait => (wait.Boundary, TimeSpan.Zero)), steps.Waits);
    }

    [Fact]
    public async Task Without_a_window_nobody_waits()
    {
        var steps = new ListeningSteps();

        await steps.CompleteAsync();

        Assert.Equal([("turn-1", TimeSpan.Zero), ("turn-2", TimeSpan.Zero)], steps.Waits);
    }

    /// <summary>Notes how long the inbox is waited for.</summary>
    private sealed class ListeningSteps : IRunSteps
    {
        private readonly ScriptedSteps _steps;

        public ListeningSteps()
        {
            var request = TeamRun.Request();
            request.Interactive = true;
            _steps = ScriptedSteps.Saying(request, Led(Choose("coder"), Choose("finish")));
        }

        public List<(string Boundary, TimeSpan Wait)> Waits { get; } = [];

        public StartRunRequest Request => _steps.Request;

        public IReadOnlyList<RunModel> Models => _steps.Models;

        public BudgetLeft Left => _steps.Left;

        public Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken) =>
            _steps.StepAsync(order, cancellationToken);

        public Task<string> DecideAsync(string name, Func<RunDecision> decide, CancellationToken cancellationToken) =>
            _steps.DecideAsync(name, decide, cancellationToken);

        public Task<IReadOnlyList<string>> InboxAsync(
            string boundary,
            TimeSpan wait,
            CancellationToken cancellationToken
        )
        {
            Waits.Add((boundary, wait));
            return _steps.InboxAsync(boundary, wait, cancellationToken);
        }

        public Task<string> AskAsync(string name, string question, CancellationToken cancellationToken) =>
            _steps.AskAsync(name, question, cancellationToken);

        public void Progress(RunProgress progress) => _steps.Progress(progress);
    }
}
