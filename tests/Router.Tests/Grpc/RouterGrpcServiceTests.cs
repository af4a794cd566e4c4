using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Router.Tests.Grpc;

/// <summary>The whole module over real sockets, with a profiler and workers of the test.</summary>
public sealed class RouterGrpcServiceTests
{
    [Fact]
    public async Task A_router_that_does_not_know_the_fleet_yet_sends_the_caller_elsewhere()
    {
        await using var fixture = await RouterFixture.StartAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
            await fixture.Client.RouteAsync(RouterFixture.Request("auto"))
        );

        Assert.Equal(StatusCode.Unavailable, exception.StatusCode);
    }

    [Fact]
    public async Task A_request_is_answered_with_a_replica_of_an_owner_that_the_registry_names()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("gpu-1", "qwen3:8b", "qwen2.5-coder:7b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");

        var request = RouterFixture.Request("auto", "파이썬으로 정렬 함수를 작성해줘");
        request.Explain = true;

        var answer = await fixture.Client.RouteAsync(request);

        Assert.Null(answer.Refusal);
        Assert.Equal(
            ("code", "ko", "rules"),
            (answer.Classification.Task, answer.Classification.Language, answer.Classification.Tier)
        );
        var choice = answer.Choices[0];
        Assert.Equal(("qwen2.5-coder:7b", "gpu-1", 7ul), (choice.Model, choice.Replica, choice.Epoch));
        Assert.Equal(worker.Grpc, new Uri(choice.WorkerAddress));
        Assert.Equal("task_code", choice.Reasons[0]);
        Assert.Equal("single", answer.Strategy);
        Assert.Contains("qwen2.5-coder:7b", answer.Explanation.Korean, StringComparison.Ordinal);
        Assert.NotEmpty(answer.DecisionId);
    }

    [Fact]
    public async Task A_decision_has_words_only_where_somebody_reads_them()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("gpu-1", "qwen3:8b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");
        var request = RouterFixture.Request("auto");

        var silent = await fixture.Client.RouteAsync(request);
        request.DryRun = true;
        var dryRun = await fixture.Client.RouteAsync(request);

        Assert.Null(silent.Explanation);
        Assert.NotEmpty(dryRun.Explanation.English);
    }

    [Fact]
    public async Task An_ensemble_is_answered_with_its_strategy_and_its_models_and_others_with_none()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("gpu-1", "qwen3:8b", "qwen2.5-coder:7b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");

        var ensemble = await fixture.Client.RouteAsync(RouterFixture.Request("ensemble", "파이썬으로 함수를 작성해줘"));
        var named = await fixture.Client.RouteAsync(RouterFixture.Request("qwen3:8b"));

        Assert.Equal(("ensemble", "single"), (ensemble.Strategy, named.Strategy));
        Assert.Equal(["qwen2.5-coder:7b", "qwen3:8b"], ensemble.Models);
        Assert.Equal(ensemble.Models, ensemble.Choices.Select(choice => choice.Model));
        Assert.Empty(named.Models);
    }

    [Fact]
    public async Task Without_a_fleet_the_router_is_ready_after_the_grace_and_answers_refusals()
    {
        await using var fixture = await RouterFixture.StartAsync(("Router:ReadyGrace", "00:00:00"));

        var answer = await fixture.Client.RouteAsync(RouterFixture.Request("auto"));

        Assert.Empty(answer.Choices);
        Assert.Equal(RefusalReason.NoReplica, answer.Refusal.Reason);
        Assert.NotEmpty(answer.Refusal.Explanation.English);
        using var http = new HttpClient { BaseAddress = fixture.RouterApp.Http };
        Assert.True((await http.GetAsync("/ready")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Failed_attempts_open_the_breaker_and_other_replicas_go_on()
    {
        await using var fixture = await RouterFixture.StartAsync(("Router:Selection:OpenFor", "01:00:00"));
        var worker = await fixture.StartWorkerAsync(
            RouterFixture.Replica("a", "qwen3:8b"),
            RouterFixture.Replica("b", "qwen3:8b")
        );
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 2, "both replicas are seen");
        var failed = Enumerable
            .Range(0, new SelectionOptions().FailuresToOpen)
            .Select(i => new AttemptReport
            {
                RunId = $"failed-{i}",
                Replica = "a",
                Epoch = 7,
                Result = AttemptResult.Failed,
            });
        await fixture.Client.ReportAttemptsAsync(new AttemptReports { Reports = { failed } });

        var answer = await fixture.Client.RouteAsync(RouterFixture.Request("qwen3:8b"));

        Assert.Equal(["b"], answer.Choices.Select(choice => choice.Replica));
        Assert.Equal(("a", "breaker_open"), (answer.Exclusions[0].Replica, answer.Exclusions[0].Reason));
    }

    [Fact]
    public async Task When_the_profiler_dies_the_fleet_stays_and_the_owners_are_followed_on()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");

        await fixture.ProfilerApp.DisposeAsync();
        worker
            .Get<FakeWorker>()
            .Send(
                new FleetUpdate
                {
                    Sequence = 2,
                    Worker = "w",
                    Replicas = { RouterFixture.Replica("b", "qwen3:8b") },
                }
            );

        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 2, "the owner's news arrive without a profiler");
    }

    [Fact]
    public async Task An_owner_that_the_registry_forgets_is_kept_while_it_answers_and_dropped_when_it_does_not()
    {
        await using var fixture = await RouterFixture.StartAsync(("Router:Fleet:OwnerSilence", "00:00:00.500"));
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.Replicas == 1, "the replica is seen");

        fixture.Profiler.Name();
        await worker.DisposeAsync();

        await fixture.FleetIsAsync(fleet => fleet.Replicas == 0, "the owner is dropped");
    }

    [Fact]
    public async Task Replicas_of_a_silent_owner_wait_for_a_new_one_until_it_speaks_again()
    {
        await using var fixture = await RouterFixture.StartAsync(("Router:Fleet:OwnerSilence", "00:00:00.500"));
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");

        worker.Get<FakeWorker>().Speaks = false;
        await fixture.FleetIsAsync(fleet => fleet is { Replicas: 1, HealthyReplicas: 0 }, "silence is noticed");
        var refused = await fixture.Client.RouteAsync(RouterFixture.Request("qwen3:8b"));
        Assert.Equal(RefusalReason.OwnerChanging, refused.Refusal.Reason);

        worker.Get<FakeWorker>().Speaks = true;
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the owner is heard again");
    }

    [Fact]
    public async Task A_gap_in_the_sequence_begins_the_watch_anew()
    {
        await using var fixture = await RouterFixture.StartAsync();
        var worker = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b"));
        fixture.Profiler.Name(worker.Grpc);
        await fixture.FleetIsAsync(fleet => fleet.HealthyReplicas == 1, "the replica is seen");
        var fake = worker.Get<FakeWorker>();
        fake.Replicas = [RouterFixture.Replica("a", "qwen3:8b"), RouterFixture.Replica("b", "qwen3:8b")];

        fake.Send(new FleetUpdate { Sequence = 3, Worker = "w" });

        await fixture.FleetIsAsync(fleet => fleet.Replicas == 2, "the whole state is read again");
        Assert.Equal(2, fake.Watches);
    }

    [Fact]
    public async Task Two_owners_are_one_fleet_and_either_may_die()
    {
        await using var fixture = await RouterFixture.StartAsync(("Router:Fleet:OwnerSilence", "00:00:01"));
        var first = await fixture.StartWorkerAsync(RouterFixture.Replica("a", "qwen3:8b"));
        var second = await fixture.StartWorkerAsync(RouterFixture.Replica("b", "qwen3:8b"));
        fixture.Profiler.Name(first.Grpc, second.Grpc);
        var fleet = await fixture.FleetIsAsync(seen => seen.HealthyReplicas == 2, "both owners are heard");
        Assert.Equal(["a", "b"], Assert.Single(fleet.Models).Replicas);
        using var life = KeepSpeaking(second.Get<FakeWorker>());

        await first.DisposeAsync();
        await fixture.FleetIsAsync(seen => seen.HealthyReplicas == 1, "the dead owner's replica is out");

        var answer = await fixture.Client.RouteAsync(RouterFixture.Request("qwen3:8b"));
        Assert.Equal(["b"], answer.Choices.Select(choice => choice.Replica));
    }

    public static TheoryData<string, RouteRequest> Wrong()
    {
        var noTurns = RouterFixture.Request("auto");
        noTurns.Turns.Clear();
        var badRole = RouterFixture.Request("auto");
        badRole.Turns[0].Role = "robot";
        var noRun = RouterFixture.Request("auto");
        noRun.RunId = "";
        var tooMany = RouterFixture.Request("auto");
        tooMany.FailedReplicas.Add(Enumerable.Range(0, 1_000).Select(i => $"r{i}"));
        return new TheoryData<string, RouteRequest>
        {
            { "requested_model", RouterFixture.Request("") },
            { "requested_model", RouterFixture.Request(new string('x', 2_000)) },
            { "turns", noTurns },
            { "turns", RouterFixture.Request("auto", new string('x', 2_000_001)) },
            { "turns[0].role", badRole },
            { "run_id", noRun },
            { "failed_replicas", tooMany },
        };
    }

    [Fact]
    public async Task Bad_input_is_refused_and_names_its_field()
    {
        await using var fixture = await RouterFixture.StartAsync();
        foreach (var row in Wrong())
        {
            var (field, request) = ((string)row[0], (RouteRequest)row[1]);

            var error = await Assert.ThrowsAsync<RpcException>(async () => await fixture.Client.RouteAsync(request));

            Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
            Assert.StartsWith(field, error.Status.Detail, StringComparison.Ordinal);
        }

        var report = new AttemptReport { RunId = "x", Replica = "a" };
        var wrong = await WrongReportAsync(fixture, [report]);
        Assert.StartsWith("result", wrong, StringComparison.Ordinal);
        var tooMany = await WrongReportAsync(fixture, Enumerable.Repeat(report, new RouterOptions().MaxReports + 1));
        Assert.StartsWith("reports", tooMany, StringComparison.Ordinal);
    }

    private static async Task<string> WrongReportAsync(RouterFixture fixture, IEnumerable<AttemptReport> reports)
    {
        var request = new AttemptReports { Reports = { reports } };
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await fixture.Client.ReportAttemptsAsync(request)
        );
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        return error.Status.Detail;
    }

    // As workers do: the state again and again, here often enough for the short silence of the test.
    private static Timer KeepSpeaking(FakeWorker worker)
    {
        ulong sequence = 1;
        return new Timer(
            _ => worker.Send(new FleetUpdate { Sequence = Interlocked.Increment(ref sequence), Worker = "w" }),
            null,
            TimeSpan.FromMilliseconds(50),
            TimeSpan.FromMilliseconds(50)
        );
    }
}
