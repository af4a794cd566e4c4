using System.Text.Json;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs;

/// <summary>Whole runs through the module: gRPC, database, bus, router and replicas.</summary>
public sealed class EnsembleRunTests
{
    [Fact]
    public async Task Three_models_answer_and_one_of_them_writes_the_final_answer()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            FakeFleet.IsSynthesis(call)
                ? stream.AnswerAsync("the ", "final ", "answer")
                : stream.AnswerAsync($"{call.Model} says hi");

        var started = await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        var events = await RunCluster.WatchAsync(cluster.First, "run-1");

        Assert.Equal(("run-1", false), (started.RunId, started.Existed));
        var kept = events.Where(e => e.Sequence > 0).ToList();
        Assert.Equal(["ai_response", "ai_response", "ai_response", "completed"], kept.Select(e => e.Name));
        Assert.Equal([1ul, 2, 3, 4], kept.Select(e => e.Sequence));
        Assert.Equal("the final answer", RunCluster.TextOf(events));
        var synthesis = Assert.Single(cluster.Fleet.Syntheses);
        Assert.Equal("a:1", synthesis.Model);
        Assert.All(["a:1", "b:1", "c:1"], model => Assert.Contains($"{model} says hi", synthesis.Messages[0].Content));

        var view = await RunCluster.ViewAsync(cluster.First, "run-1");
        Assert.Equal(("completed", "", 4ul), (view.State, view.Worker, view.LastSequence));
        Assert.Equal(
            ("the final answer", "a:1", FakeFleet.Replica),
            (view.Answer.Content, view.Answer.Model, view.Answer.Replica)
        );
        Assert.Equal((28u, 8u, true), (view.Answer.PromptTokens, view.Answer.OutputTokens, view.Answer.Simulated));
        Assert.Equal(["member-1", "member-2", "member-3", "synthesis"], view.Steps.Select(step => step.Step).Order());
        using var payload = JsonDocument.Parse(kept[^1].PayloadJson);
        Assert.Equal("synthesis", payload.RootElement.GetProperty("step").GetString());
        Assert.Equal(3, payload.RootElement.GetProperty("members").GetArrayLength());
    }

    [Fact]
    public async Task Short_answers_that_agree_are_the_answer_without_a_synthesis()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            stream.AnswerAsync(call.Model == "c:1" ? "Answer: 41" : "Answer: 42");

        var (events, view) = await RunAsync(cluster);

        Assert.Empty(cluster.Fleet.Syntheses);
        Assert.Equal(("completed", "Answer: 42", "a:1"), (view.State, view.Answer.Content, view.Answer.Model));
        Assert.Equal(
            ["consensus_reached", "completed"],
            events.Where(e => e.Sequence > 0).TakeLast(2).Select(e => e.Name)
        );
    }

    [Fact]
    public async Task Every_step_uses_the_share_and_the_priority_of_whoever_asked()
    {
        await using var cluster = await RunCluster.StartAsync();
        var request = RunCluster.Request("run-1");
        request.Tenant = "0123456789abcdef";
        request.Priority = RequestPriority.Batch;

        await cluster.First.Client.StartRunAsync(request);
        await RunCluster.WatchAsync(cluster.First, "run-1");

        Assert.Equal(4, cluster.Fleet.Calls.Count);
        Assert.All(
            cluster.Fleet.Calls,
            call => Assert.Equal(("0123456789abcdef", Priority.Batch), (call.Tenant, call.Priority))
        );
    }

    [Fact]
    public async Task A_member_that_fails_is_told_and_the_run_goes_on()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            call.Model == "b:1" ? FakeFleet.Stream.FailAsync() : stream.AnswerAsync($"{call.Model} says hi");

        var (events, view) = await RunAsync(cluster);

        Assert.Equal("completed", view.State);
        var error = Assert.Single(events, e => e.Name == "error");
        using var payload = JsonDocument.Parse(error.PayloadJson);
        Assert.Equal("member-2", payload.RootElement.GetProperty("step").GetString());
        Assert.Equal("replica_refused", payload.RootElement.GetProperty("cause").GetString());
        Assert.Equal(("failed", "replica_refused"), StateOf(view, "member-2"));
        Assert.DoesNotContain("candidate 3", Assert.Single(cluster.Fleet.Syntheses).Messages[0].Content);
    }

    [Fact]
    public async Task One_member_that_is_left_is_the_answer_without_a_synthesis()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (call, stream) =>
            call.Model == "b:1" ? stream.AnswerAsync("only ", "me") : FakeFleet.Stream.FailAsync();

        var (events, view) = await RunAsync(cluster);

        Assert.Equal(("completed", "only me", "b:1"), (view.State, view.Answer.Content, view.Answer.Model));
        Assert.Equal("only me", Assert.Single(events, e => e.Answer is not null).Answer.Content);
        Assert.Empty(cluster.Fleet.Syntheses);
    }

    [Fact]
    public async Task A_synthesis_that_breaks_off_is_replaced_by_the_best_candidate()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = async (call, stream) =>
        {
            if (FakeFleet.IsSynthesis(call))
            {
                await stream.SayAsync("half an ans");
                await FakeFleet.Stream.FailAsync();
            }

            await stream.AnswerAsync($"{call.Model} says hi");
        };

        var (events, view) = await RunAsync(cluster);

        Assert.Equal(("completed", "a:1 says hi"), (view.State, view.Answer.Content));
        Assert.Equal("a:1 says hi", RunCluster.TextOf(events));
        Assert.Equal(["error", "completed"], events.Where(e => e.Sequence > 0).TakeLast(2).Select(e => e.Name));
        Assert.Equal("failed", StateOf(view, "synthesis").State);
    }

    [Fact]
    public async Task Without_any_answer_the_run_fails_with_the_first_cause()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnGenerate = (_, _) => FakeFleet.Stream.FailAsync();

        var (events, view) = await RunAsync(cluster);

        Assert.Equal(("failed", "replica_refused", null), (view.State, view.Cause, view.Answer));
        Assert.Equal("failed", events[^1].Name);
        Assert.Equal(["error", "error", "error", "failed"], events.Select(e => e.Name));
    }

    [Fact]
    public async Task A_model_that_no_router_places_is_a_member_that_failed()
    {
        await using var cluster = await RunCluster.StartAsync();
        cluster.Fleet.OnRoute = request =>
            request.RequestedModel == "a:1"
                ? new RouteResponse
                {
                    Strategy = "single",
                    Refusal = new Refusal { Reason = RefusalReason.UnknownModel },
                }
                : cluster.Fleet.Place(request);

        var (_, view) = await RunAsync(cluster);

        Assert.Equal(("failed", "unknown_model"), StateOf(view, "member-1"));
        Assert.Equal("completed", view.State);
    }

    [Fact]
    public async Task A_step_that_takes_too_long_fails_and_the_run_goes_on()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:StepLimit", "00:00:02"));
        var cancelled = new TaskCompletionSource();
        cluster.Fleet.OnGenerate = async (call, stream) =>
        {
            if (call.Model == "c:1")
            {
                stream.HangUp.Register(() => cancelled.TrySetResult());
                await Task.Delay(Timeout.Infinite, stream.HangUp);
            }

            await stream.AnswerAsync("fine");
        };

        var (_, view) = await RunAsync(cluster);

        Assert.Equal(("failed", "step_timed_out"), StateOf(view, "member-3"));
        Assert.Equal("completed", view.State);
        await Wait.ForAsync(cancelled.Task, "the replica sees the hang-up");
    }

    [Fact]
    public async Task A_run_that_takes_too_long_fails()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:RunLimit", "00:00:01"));
        cluster.Fleet.OnGenerate = (_, stream) => Task.Delay(Timeout.Infinite, stream.HangUp);

        var (events, view) = await RunAsync(cluster);

        Assert.Equal(("failed", "run_timed_out", "failed"), (view.State, view.Cause, events[^1].Name));
    }

    [Fact]
    public async Task An_answer_that_is_longer_than_the_limit_ends_there()
    {
        await using var cluster = await RunCluster.StartAsync(("Worker:Runs:MaxStepCharacters", "1000"));
        cluster.Fleet.OnGenerate = (call, stream) =>
            FakeFleet.IsSynthesis(call)
                ? stream.AnswerAsync(new string('x', 900), new string('y', 900), "z")
                : stream.AnswerAsync($"{call.Model} says hi");

        var (_, view) = await RunAsync(cluster);

        Assert.Equal(("completed", "length", 1800), (view.State, view.Answer.Reason, view.Answer.Content.Length));
    }

    private static async Task<(List<RunEvent> Events, RunView View)> RunAsync(RunCluster cluster)
    {
        await cluster.First.Client.StartRunAsync(RunCluster.Request("run-1"));
        var events = await RunCluster.WatchAsync(cluster.First, "run-1");
        return (events, await RunCluster.ViewAsync(cluster.First, "run-1"));
    }

    private static (string State, string Cause) StateOf(RunView view, string step)
    {
        var found = view.Steps.Single(candidate => candidate.Step == step);
        return (found.State, found.Cause);
    }
}
