using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Budget;

public sealed class RunAllowanceTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Time_counts_from_the_first_start_without_the_pauses()
    {
        var row = Row(startedAgo: TimeSpan.FromSeconds(50), paused: TimeSpan.FromSeconds(30));
        using var allowance = Of(row, new StartRunRequest { Budget = Wall(60) });

        Assert.Equal(TimeSpan.FromSeconds(40), allowance.Left.WallTime);
        _clock.Advance(TimeSpan.FromSeconds(39));
        Assert.False(allowance.Over.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(allowance.Over.IsCancellationRequested);
        Assert.True(allowance.Left.IsNothing);
    }

    [Fact]
    public void A_deadline_counts_from_the_acceptance_of_the_run()
    {
        var row = Row(startedAgo: TimeSpan.FromSeconds(1), queued: TimeSpan.FromSeconds(9));
        var request = new StartRunRequest { Deadline = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)) };

        using var allowance = Of(row, request);

        Assert.Equal(TimeSpan.FromSeconds(20), allowance.Left.WallTime);
    }

    [Fact]
    public void Whoever_takes_a_run_over_knows_what_its_committed_steps_have_used()
    {
        var step = new StepResult
        {
            Step = "s",
            Model = "a:1",
            Calls = 2,
            PromptTokens = 5,
            OutputTokens = 6,
            GpuSeconds = 1.5,
        };
        var request = new StartRunRequest
        {
            Budget = new RunBudget
            {
                Calls = 5,
                Tokens = 100,
                GpuSeconds = 4,
            },
        };

        using var allowance = Of(Row(TimeSpan.Zero), request, step, step with { Step = "t" });

        var left = allowance.Left;
        Assert.Equal((1, 78L, 1.0), (left.Calls, left.Tokens, left.GpuSeconds));
    }

    private RunAllowance Of(RunRow row, StartRunRequest request, params StepResult[] known) =>
        new(row, request, known, new RunBudgetOptions(), _clock);

    private RunRow Row(TimeSpan startedAgo, TimeSpan paused = default, TimeSpan queued = default)
    {
        var started = _clock.GetUtcNow() - startedAgo;
        return new RunRow
        {
            StartedAtMs = started.ToUnixTimeMilliseconds(),
            CreatedAtMs = (started - queued).ToUnixTimeMilliseconds(),
            PausedMs = (long)paused.TotalMilliseconds,
        };
    }

    private static RunBudget Wall(int seconds) =>
        new() { WallTime = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)) };
}
