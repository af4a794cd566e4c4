using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.Testing;

namespace Orchestrator.Gateway.Tests.Runs;

public sealed class FailOverTests
{
    private const string Path = "/v1/chat/completions";
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Say hello"}]}""";
    private const string AskStream = """{"model":"auto","stream":true,"messages":[{"role":"user","content":"Hi"}]}""";

    [Fact]
    public async Task The_next_choice_answers_when_the_first_replica_fails_before_its_first_token()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Of(At(app, "gpu-1"), At(app, "gpu-2"));
        app.Worker.OnGenerate = async (request, stream, end) =>
        {
            if (request.Replica == "gpu-1")
            {
                await stream.WriteAsync(Answers.Admitted(), end);
                throw Answers.Failure(StatusCode.Unavailable, "connect_failed");
            }

            await Answers.SayAsync(stream, "second");
        };

        using var response = await app.PostAsync(Path, Ask);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Contains("\"content\":\"second\"", body, StringComparison.Ordinal);
        Assert.Equal("gpu-2", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal([1u, 2u], app.Worker.Asked.Select(request => request.Attempt));
        Assert.Equal(("gpu-1", AttemptResult.Failed), Key(await app.Router.NextReportAsync()));
        Assert.Equal(("gpu-2", AttemptResult.Completed), Key(await app.Router.NextReportAsync()));
    }

    [Fact]
    public async Task A_list_of_several_models_is_a_chain_and_the_headers_say_what_was_really_used()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ =>
            Decisions.Of(At(app, "gpu-1"), Decisions.At(app.WorkerAddress, "cloud", model: "gpt-5-mini"));
        app.Worker.OnGenerate = (request, stream, _) =>
            request.Model == "qwen3:8b"
                ? throw Answers.Failure(StatusCode.Unavailable, "replica_failed")
                : Answers.SayAsync(stream, "from the cloud");

        using var response = await app.PostAsync(Path, Ask);

        Assert.Contains(
            "\"model\":\"gpt-5-mini\"",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal("gpt-5-mini", response.Headers.GetValues("X-Orchestrator-Model").Single());
        Assert.Equal("cloud", response.Headers.GetValues("X-Orchestrator-Replica").Single());
        Assert.Equal("task_code,resident,failed_over", response.Headers.GetValues("X-Orchestrator-Reason").Single());
    }

    [Fact]
    public async Task A_dead_owner_is_passed_over()
    {
        await using var app = await GatewayApp.StartAsync();
        var dead = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        app.Router.OnRoute = _ => Decisions.Of(Decisions.At(dead, "gpu-1"), At(app, "gpu-2"));

        var (status, body) = await app.AskAsync(Path, Ask);

        Assert.Equal(200, status);
        Assert.Contains("Hello world", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("worker-1")]
    [InlineData("file:///etc/hosts")]
    public async Task A_choice_without_an_address_is_passed_over_and_no_fault_of_its_replica(string address)
    {
        await using var app = await GatewayApp.StartAsync();
        var nowhere = At(app, "gpu-1");
        nowhere.WorkerAddress = address;
        app.Router.OnRoute = _ => Decisions.Of(nowhere, At(app, "gpu-2"));

        var (status, body) = await app.AskAsync(Path, Ask);

        Assert.Equal(200, status);
        Assert.Contains("Hello world", body, StringComparison.Ordinal);
        Assert.Equal(("gpu-1", AttemptResult.NotItsFault), Key(await app.Router.NextReportAsync()));
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task What_a_replica_says_about_a_prompt_is_told_to_the_client_and_not_logged()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = (_, _, _) =>
            throw Answers.Failure(StatusCode.InvalidArgument, "refused", tryElsewhere: false);

        var (_, body) = await app.AskAsync(Path, Ask);

        Assert.Contains("as the replica put it", body, StringComparison.Ordinal);
        Assert.NotEmpty(app.Logs);
        // "fake" is the status' own text.
        Assert.DoesNotContain(
            app.Logs,
            line => line.Message.Contains("as the replica put it", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(app.Logs, line => line.Message.Contains("'fake'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_owner_that_nobody_replaces_is_a_502_in_the_callers_dialect()
    {
        await using var app = await GatewayApp.StartAsync("--Placement:TakeoverWait=00:00:00");
        var dead = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        app.Router.OnRoute = request =>
            app.Router.Asked.Count == 1
                ? Decisions.Of(Decisions.At(dead, "gpu-1"))
                : Decisions.Refusal(RefusalReason.NoReplica);

        var (status, body) = await app.AskAsync(Path, Ask);

        Assert.Equal(502, status);
        Assert.Contains("\"code\":\"upstream_failed\"", body, StringComparison.Ordinal);
        // Not the replica is bad: nobody has asked it.
        Assert.Empty(app.Router.Asked[1].FailedReplicas);
    }

    [Fact]
    public async Task Nothing_is_retried_after_the_first_token_and_the_stream_ends_with_an_error()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Of(At(app, "gpu-1"), At(app, "gpu-2"));
        app.Worker.OnGenerate = async (_, stream, end) =>
        {
            await stream.WriteAsync(Answers.Piece("half an ans"), end);
            throw Answers.Failure(StatusCode.Aborted, "stream_broken");
        };

        var (status, body) = await app.AskAsync(Path, AskStream);

        Assert.Equal(200, status);
        Assert.Contains("half an ans", body, StringComparison.Ordinal);
        Assert.Contains("data: {\"error\":{\"message\":", body, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
        Assert.Single(app.Worker.Asked);
        Assert.Equal(AttemptResult.Failed, (await app.Router.NextReportAsync()).Result);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_before_it_was_sent_is_a_502_when_it_was_wanted_whole()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = (_, stream, end) => stream.WriteAsync(Answers.Piece("half"), end);

        var (status, body) = await app.AskAsync(Path, Ask);

        Assert.Equal(502, status);
        Assert.Contains("broke off", body, StringComparison.Ordinal);
        Assert.DoesNotContain("half", body, StringComparison.Ordinal);
        Assert.Single(app.Worker.Asked);
        var report = await app.Router.NextReportAsync();
        Assert.Equal((AttemptResult.Failed, FailureCause.Transport), (report.Result, report.Cause));
    }

    [Fact]
    public async Task Ollamas_stream_that_breaks_off_ends_with_an_error_line_and_is_never_done()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Worker.OnGenerate = (_, stream, end) => stream.WriteAsync(Answers.Piece("half"), end);

        var (status, body) = await app.AskAsync("/api/chat", Ask);

        var lines = body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(200, status);
        Assert.StartsWith("{\"error\":\"Replica 'gpu-1' broke off", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("\"done\":true", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_epoch_asks_the_router_again_and_does_not_blame_the_replica()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = request =>
            Decisions.Of(Decisions.At(app.WorkerAddress, "gpu-1", epoch: app.Router.Asked.Count == 1 ? 1ul : 2ul));
        app.Worker.OnGenerate = (request, stream, _) =>
            request.Epoch == 1
                ? throw Answers.Failure(StatusCode.FailedPrecondition, "epoch_is_old")
                : Answers.SayAsync(stream, "new owner");

        var (status, body) = await app.AskAsync(Path, Ask);

        Assert.Equal(200, status);
        Assert.Contains("new owner", body, StringComparison.Ordinal);
        Assert.Empty(app.Router.Asked[1].FailedReplicas);
        Assert.Equal(AttemptResult.NotItsFault, (await app.Router.NextReportAsync()).Result);
    }

    [Fact]
    public async Task A_question_waits_while_the_replicas_that_could_answer_get_a_new_owner()
    {
        await using var app = await GatewayApp.StartAsync("--Placement:TakeoverPause=00:00:00.010");
        var dead = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        app.Router.OnRoute = _ =>
            app.Router.Asked.Count switch
            {
                <= 4 => Decisions.Of(Decisions.At(dead, "gpu-1")),
                <= 8 => Decisions.Refusal(RefusalReason.OwnerChanging, TimeSpan.FromMilliseconds(10)),
                _ => Decisions.Of(At(app, "gpu-1")),
            };

        var (status, body) = await app.AskAsync(Path, Ask);

        Assert.Equal(200, status);
        Assert.Contains("Hello world", body, StringComparison.Ordinal);
        Assert.All(app.Router.Asked, asked => Assert.Empty(asked.FailedReplicas));
        Assert.Equal(("gpu-1", AttemptResult.NotItsFault), Key(await app.Router.NextReportAsync()));
    }

    [Fact]
    public async Task The_wait_for_a_new_owner_is_bounded()
    {
        await using var app = await GatewayApp.StartAsync("--Placement:TakeoverWait=00:00:00");
        app.Router.OnRoute = _ => Decisions.Refusal(RefusalReason.OwnerChanging, TimeSpan.FromSeconds(1));

        var (status, _) = await app.AskAsync(Path, Ask);

        Assert.Equal(503, status);
        Assert.Single(app.Router.Asked);
    }

    [Fact]
    public async Task When_everybody_is_busy_the_client_gets_a_503_and_when_to_come_back()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = request =>
            request.FailedReplicas.Count == 0
                ? Decisions.Of(At(app, "gpu-1"), At(app, "gpu-2"))
                : Decisions.Refusal(RefusalReason.AllBusy, TimeSpan.FromSeconds(7));
        app.Worker.OnGenerate = (_, _, _) => throw Answers.Failure(StatusCode.ResourceExhausted, "queue_full");

        using var response = await app.PostAsync(Path, Ask);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("7", response.Headers.GetValues("Retry-After").Single());
        Assert.Contains("\"type\":\"server_error\"", body, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"overloaded\"", body, StringComparison.Ordinal);
        Assert.Equal(("gpu-1", AttemptResult.Busy), Key(await app.Router.NextReportAsync()));
        Assert.Equal(("gpu-2", AttemptResult.Busy), Key(await app.Router.NextReportAsync()));
    }

    [Fact]
    public async Task A_request_that_the_replica_refuses_is_not_tried_elsewhere()
    {
        await using var app = await GatewayApp.StartAsync();
        app.Router.OnRoute = _ => Decisions.Of(At(app, "gpu-1"), At(app, "gpu-2"));
        app.Worker.OnGenerate = (_, _, _) =>
            throw Answers.Failure(StatusCode.InvalidArgument, "refused", tryElsewhere: false);

        var (status, body) = await app.AskAsync("/api/chat", Ask);

        Assert.Equal(400, status);
        Assert.Equal("""{"error":"Model 'qwen3:8b' refused the request: as the replica put it."}""", body);
        Assert.Single(app.Worker.Asked);
    }

    [Fact]
    public async Task The_budget_of_attempts_ends_the_search()
    {
        await using var app = await GatewayApp.StartAsync("--Placement:MaxAttempts=3");
        app.Router.OnRoute = _ => Decisions.Of([.. Enumerable.Range(1, 5).Select(n => At(app, $"gpu-{n}"))]);
        app.Worker.OnGenerate = (_, _, _) => throw Answers.Failure(StatusCode.Unavailable, "connect_failed");

        var (status, _) = await app.AskAsync(Path, Ask);

        Assert.Equal(502, status);
        Assert.Equal(["gpu-1", "gpu-2", "gpu-3"], app.Worker.Asked.Select(request => request.Replica));
    }

    [Fact]
    public async Task Without_any_router_the_client_gets_a_503()
    {
        var dead = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        await using var app = await GatewayApp.StartAsync($"--services:router:grpc:0={dead}");

        var (status, body) = await app.AskAsync(Path, Ask);
        var (listStatus, _) = await app.AskAsync("/api/chat", Ask);

        Assert.Equal(503, status);
        Assert.Contains("No router answers", body, StringComparison.Ordinal);
        Assert.Equal(503, listStatus);
    }

    private static Choice At(GatewayApp app, string replica) => Decisions.At(app.WorkerAddress, replica);

    private static (string Replica, AttemptResult Result) Key(AttemptReport report) => (report.Replica, report.Result);
}
