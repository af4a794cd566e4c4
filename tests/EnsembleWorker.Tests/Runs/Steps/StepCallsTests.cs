using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Budget;
using Orchestrator.EnsembleWorker.Runs.Steps;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Steps;

/// <summary>Single steps through router and replica, without a strategy.</summary>
public sealed class StepCallsTests : IAsyncLifetime
{
    private readonly StartRunRequest _request = RunCluster.Request("run-1");
    private readonly LiveRun _live = new("run-1", 1, 1, new RunWatchOptions(), TimeProvider.System);

    // Set before each test.
    private RunCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await RunCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_model_that_fails_is_replaced_by_the_next_and_the_result_says_so()
    {
        OnGenerate((call, stream) => call.Model == "c:1" ? stream.AnswerAsync("fine") : FakeFleet.Stream.FailAsync());

        var result = await RunAsync(Order() with { Instead = ["b:1", "A:1", "c:1", "d:1"] });

        Assert.Equal(("fine", "c:1", "", 3), (result.Text, result.Model, result.Cause, result.Calls));
        Assert.Equal([new("a:1", "replica_refused"), new Replaced("b:1", "replica_refused")], result.Replaced);
        Assert.Equal(3, result.Attempts);
        Assert.Equal(0, _cluster.Fleet.CountOf("d:1"));
    }

    [Fact]
    public async Task When_all_fail_the_last_one_is_the_result_and_the_others_are_named()
    {
        OnGenerate((_, _) => FakeFleet.Stream.FailAsync());

        var result = await RunAsync(Order() with { Instead = ["b:1"] });

        Assert.Equal(("b:1", "replica_refused", 2), (result.Model, result.Cause, result.Calls));
        Assert.Equal("a:1", Assert.Single(result.Replaced).Model);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_written_anew_by_its_replacement()
    {
        OnGenerate(
            async (call, stream) =>
            {
                if (call.Model == "a:1")
                {
                    await stream.SayAsync("half an ans");
                    await FakeFleet.Stream.FailAsync();
                }

                await stream.AnswerAsync("whole");
            }
        );

        var before = _live.Writing;
        var result = await RunAsync(Order() with { Instead = ["b:1"], IsAnswer = true });

        Assert.Equal("whole", result.Text);
        var piece = _live.Next(new LiveCursor { NextSequence = 1 }, mayTellLive: true).Event?.Answer;
        Assert.Equal(("whole", "b:1"), (piece?.Content, piece?.Model));
        Assert.True(_live.Writing > before + 1);
    }

    [Fact]
    public async Task A_step_that_is_cut_off_ends_at_the_replica_and_nobody_takes_its_place()
    {
        using var cut = new CancellationTokenSource();
        var hungUp = new TaskCompletionSource();
        OnGenerate(
            async (_, stream) =>
            {
                stream.HangUp.Register(() => hungUp.TrySetResult());
                await stream.SayAsync("seen");
                await cut.CancelAsync();
                await Task.Delay(Timeout.Infinite, stream.HangUp);
            }
        );

        var result = await RunAsync(Order() with { Instead = ["b:1"], CutOff = cut.Token, IsAnswer = true });

        Assert.Equal((StepCauses.CutOff, 1, ""), (result.Cause, result.Calls, result.Text));
        Assert.Equal(0, _cluster.Fleet.CountOf("b:1"));
        await Wait.ForAsync(hungUp.Task, "the replica sees the hang-up");
        Assert.Equal(0, (await RunAsync(Order() with { CutOff = cut.Token })).Calls);
    }

    [Fact]
    public async Task A_step_has_its_own_limit_within_the_workers()
    {
        OnGenerate((_, stream) => Task.Delay(Timeout.Infinite, stream.HangUp));

        var result = await RunAsync(Order() with { Limit = TimeSpan.FromMilliseconds(200), Instead = ["b:1"] });

        Assert.Equal((StepCauses.TimedOut, 1), (result.Cause, result.Calls));
    }

    [Fact]
    public async Task A_run_whose_time_is_over_ends_its_steps_in_flight_and_makes_no_more_calls()
    {
        _request.Budget = new RunBudget { WallTime = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(300)) };
        OnGenerate((_, stream) => Task.Delay(Timeout.Infinite, stream.HangUp));
        using var allowance = Allowance();

        var first = await RunAsync(Order() with { Instead = ["b:1"] }, allowance);
        var second = await RunAsync(Order() with { Name = "next" }, allowance);

        Assert.Equal((StepCauses.BudgetExhausted, 1), (first.Cause, first.Calls));
        Assert.Equal((StepCauses.BudgetExhausted, 0), (second.Cause, second.Calls));
        Assert.Single(_cluster.Fleet.Calls);
    }

    [Fact]
    public async Task Tries_at_other_models_use_the_budget_of_calls_and_beyond_it_nobody_is_asked()
    {
        _request.Budget = new RunBudget { Calls = 2 };
        OnGenerate((_, _) => FakeFleet.Stream.FailAsync());

        var result = await RunAsync(Order() with { Instead = ["b:1", "c:1"] });

        Assert.Equal((StepCauses.BudgetExhausted, 2), (result.Cause, result.Calls));
        Assert.Equal(2, _cluster.Fleet.Calls.Count);
        Assert.Equal(2, result.Replaced.Count);
    }

    [Fact]
    public async Task A_replica_that_ignores_the_limit_of_tokens_is_ended_there()
    {
        _request.Budget = new RunBudget { Tokens = 40 };
        OnGenerate((_, stream) => stream.AnswerAsync([.. Enumerable.Repeat("x", 500)]));

        var result = await RunAsync(Order());

        Assert.Equal(("length", "", 37), (result.Reason, result.Cause, result.Text.Length));
        Assert.Equal(36u, Assert.Single(_cluster.Fleet.Calls).Sampling.MaxTokens);
    }

    [Fact]
    public async Task Thinking_without_an_end_is_ended_as_an_answer_without_an_end_is()
    {
        var thought = new GenerateChunk { Delta = new Delta { Thinking = new string('x', 100_000) } };
        OnGenerate(
            async (_, stream) =>
            {
                while (true)
                {
                    await stream.SendAsync(thought);
                }
            }
        );

        var result = await RunAsync(Order());

        Assert.Equal(("length", "", ""), (result.Reason, result.Text, result.Cause));
    }

    [Fact]
    public async Task The_replica_gets_schema_and_sampling_of_the_step_and_the_router_its_role()
    {
        var role = "";
        _cluster.Fleet.OnRoute = request =>
        {
            role = request.Role;
            return _cluster.Fleet.Place(request);
        };
        var order = Order() with
        {
            JsonSchema = "{}",
            Role = "judge",
            Sampling = new Sampling { Temperature = 0 },
        };
        _request.Sampling = new Sampling { Temperature = 1, Seed = 3 };

        await RunAsync(order);

        var call = Assert.Single(_cluster.Fleet.Calls);
        Assert.Equal(("{}", "judge"), (call.ResponseFormat.JsonSchema, role));
        Assert.Equal(order.Sampling, call.Sampling);
    }

    [Fact]
    public async Task A_fleet_that_has_too_much_to_do_is_asked_again()
    {
        var asked = 0;
        _cluster.Fleet.OnRoute = request =>
            asked++ > 0
                ? _cluster.Fleet.Place(request)
                : new RouteResponse { Refusal = new Refusal { Reason = RefusalReason.AllBusy } };

        var result = await RunAsync(Order());

        Assert.True(result.IsCompleted);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Who_cancels_the_run_gets_no_result()
    {
        using var run = new CancellationTokenSource();
        OnGenerate(
            async (_, stream) =>
            {
                await run.CancelAsync();
                await Task.Delay(Timeout.Infinite, stream.HangUp);
            }
        );
        using var allowance = Allowance();
        var context = new StepContext(_request, allowance, null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Wait.ForAsync(Calls.RunAsync(context, Order(), run.Token), "the step ends")
        );

        Assert.Equal(256, allowance.Left.Calls);
    }

    private StepCalls Calls => _cluster.First.Services.GetRequiredService<StepCalls>();

    private void OnGenerate(Func<GenerateRequest, FakeFleet.Stream, Task> answer) => _cluster.Fleet.OnGenerate = answer;

    private RunAllowance Allowance()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var row = new RunRow { StartedAtMs = now, CreatedAtMs = now };
        return new RunAllowance(row, _request, [], new RunBudgetOptions(), TimeProvider.System);
    }

    private async Task<StepResult> RunAsync(StepOrder order, RunAllowance? allowance = null)
    {
        using var own = Allowance();
        var context = new StepContext(_request, allowance ?? own, order.IsAnswer ? _live : null);
        return await Wait.ForAsync(Calls.RunAsync(context, order, CancellationToken.None), "the step ends");
    }

    private StepOrder Order() =>
        new()
        {
            Name = "step",
            Model = "a:1",
            Messages = _request.Messages,
            Tell = _ => null,
        };
}
