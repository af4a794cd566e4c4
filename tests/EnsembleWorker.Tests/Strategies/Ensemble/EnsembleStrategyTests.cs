using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

/// <summary>In which order the members of an ensemble are asked, and who is not waited for.</summary>
public sealed class EnsembleStrategyTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task Members_are_asked_at_once_unless_memory_forbids_it()
    {
        var steps = new HeldSteps(Request(), _clock);

        var run = RunAsync(steps);

        Assert.Equal(["member-1", "member-2", "member-3"], steps.Started);
        foreach (var step in (string[])["member-2", "member-1", "member-3", "synthesis"])
        {
            await StartedAsync(steps, step);
            steps.Finish(step);
        }

        Assert.IsType<RunEnd.Completed>(await run);
    }

    [Fact]
    public async Task One_by_one_the_best_member_is_asked_last_because_it_writes_the_answer_too()
    {
        var request = Request();
        request.Sequential = true;
        var steps = new HeldSteps(request, _clock);

        var run = RunAsync(steps);

        foreach (var expected in (string[])["member-3", "member-2", "member-1", "synthesis"])
        {
            await StartedAsync(steps, expected);
            Assert.Equal(expected, steps.Started.Last());
            steps.Finish(expected);
        }

        var end = Assert.IsType<RunEnd.Completed>(await run);
        Assert.Equal(["member-1", "member-2", "member-3", "synthesis"], end.Steps.Select(step => step.Step));
        Assert.Equal(4, steps.Started.Count);
    }

    [Fact]
    public async Task A_member_whose_answer_changes_nothing_any_more_is_cut_off()
    {
        var steps = new HeldSteps(Request(), _clock);
        var run = RunAsync(steps);

        steps.Finish("member-3", "Answer: 42");
        Assert.Empty(steps.CutOff);
        steps.Finish("member-1", "The answer is 42.");

        var end = Assert.IsType<RunEnd.Completed>(await Wait.ForAsync(run, "the run ends without member-2"));
        Assert.Equal(["member-2"], steps.CutOff);
        Assert.DoesNotContain("synthesis", steps.Started);
        Assert.Equal("member-1", end.Answer.Step);
        using var payload = JsonDocument.Parse(end.PayloadJson);
        Assert.True(payload.RootElement.GetProperty("stopped_early").GetBoolean());
        Assert.Equal("cut_off", payload.RootElement.GetProperty("members")[1].GetProperty("result").GetString());
    }

    [Fact]
    public async Task A_straggler_is_cut_off_once_a_quorum_has_answered_and_its_patience_is_over()
    {
        var steps = new HeldSteps(Request(), _clock);
        var run = RunAsync(steps);
        _clock.Advance(TimeSpan.FromSeconds(8));
        steps.Finish("member-1");
        _clock.Advance(TimeSpan.FromSeconds(2));
        steps.Finish("member-2");

        // Three times the median of 8 and 10 seconds.
        await Wait.UntilAsync(() => _clock.NextDueAt is not null, "the strategy waits for the straggler");
        Assert.Equal(_clock.GetUtcNow().AddSeconds(27 - 10), _clock.NextDueAt);
        _clock.Advance(TimeSpan.FromSeconds(17));

        await StartedAsync(steps, "synthesis");
        Assert.Equal(["member-3"], steps.CutOff);
        steps.Finish("synthesis", "Together.");
        var end = Assert.IsType<RunEnd.Completed>(await run);
        Assert.Equal("Together.", end.Answer.Text);
    }

    [Fact]
    public async Task What_a_step_throws_ends_the_run_once_the_other_steps_are_over()
    {
        var steps = new HeldSteps(Request(), _clock);
        var run = RunAsync(steps);

        steps.Break("member-2", new InvalidOperationException("No such table."));
        steps.Finish("member-1");
        Assert.False(run.IsCompleted);
        steps.Finish("member-3");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Wait.ForAsync(run, "the run ends"));
        Assert.Empty(steps.CutOff);
    }

    [Fact]
    public async Task A_run_whose_work_is_cancelled_cuts_nobody_off()
    {
        using var cancel = new CancellationTokenSource();
        var steps = new HeldSteps(Request(), _clock);
        var run = Strategy().RunAsync(steps, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Wait.ForAsync(run, "the run ends"));
        Assert.Empty(steps.CutOff);
    }

    private static StartRunRequest Request() => new() { Models = { "a:70b", "b:8b", "c:4b" } };

    private static Task StartedAsync(HeldSteps steps, string step) =>
        Wait.UntilAsync(() => steps.Started.Contains(step), $"{step} is asked");

    private Task<RunEnd> RunAsync(HeldSteps steps) => Strategy().RunAsync(steps, CancellationToken.None);

    private EnsembleStrategy Strategy() => new(Options.Create(new EnsembleWorkerOptions()), TestJudges.New(), _clock);
}
