using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>Clients that leave, runs that say nothing, and what is refused before anything runs.</summary>
public sealed class EnsembleEndTests
{
    private const string Path = "/v1/chat/completions";
    private static readonly string _stream = EnsembleAnswerTests.Ask("ensemble", stream: true);
    private static readonly string _whole = EnsembleAnswerTests.Ask("ensemble", stream: false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hang_up_before_the_first_piece_stops_the_run(bool stream)
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        var (watched, ended) = HangUntilCancelled(app, []);
        using var hangUp = new CancellationTokenSource();

        var asking = app.PostAsync(Path, stream ? _stream : _whole, hangUp.Token);
        await watched.Within("the run is watched");
        await hangUp.CancelAsync();

        await AssertStoppedAsync(app);
        await ended.Within("the watch ends");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A_hang_up_in_the_middle_of_the_answer_stops_the_run()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        HangUntilCancelled(app, RunEvents.Pieces("", "first"));

        var response = await app.PostAsync(Path, _stream);
        var body = await response.Content.ReadAsStreamAsync();
        var read = await body.ReadAsync(new byte[4096]).AsTask().Within("the first piece arrives");
        response.Dispose();

        Assert.True(read > 0);
        await AssertStoppedAsync(app);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A_hang_up_while_a_worker_takes_the_run_stops_it_too()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        var starting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.Runs.OnStart = _ =>
        {
            starting.TrySetResult();
            throw RunEvents.Error(StatusCode.Unavailable);
        };
        using var hangUp = new CancellationTokenSource();

        var asking = app.PostAsync(Path, _stream, hangUp.Token);
        await starting.Task.Within("a worker is asked");
        await hangUp.CancelAsync();

        await AssertStoppedAsync(app);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_stop_that_one_worker_cannot_carry_out_goes_to_the_next()
    {
        var second = new FakeWorker();
        await using var host = await GrpcHost.StartAsync(second);
        await using var app = await EnsembleAnswerTests.StartAsync($"--services:worker-2:grpc:0={host.Address}");
        var (watched, _) = HangUntilCancelled(app, []);
        second.Runs = app.Worker.Runs;
        app.Worker.Runs.OnControl = count => count == 1 ? throw RunEvents.Error(StatusCode.Unavailable) : "stopped";
        using var hangUp = new CancellationTokenSource();

        var asking = app.PostAsync(Path, _stream, hangUp.Token);
        await watched.Within("the run is watched");
        await hangUp.CancelAsync();

        await AssertStoppedAsync(app);
        await AssertStoppedAsync(app);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_run_whose_answer_was_taken_is_not_stopped()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();

        await app.AskAsync(Path, _stream);
        await app.AskAsync(Path, _whole);

        Assert.False(app.Worker.Runs.WasControlled, "A run that has ended was stopped.");
    }

    [Fact]
    public async Task A_run_that_gives_nothing_in_time_is_a_504_and_is_stopped()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Gateway:SeveralSteps:AnswerTimeout=00:00:29");
        app.Router.OnRoute = _ => Decisions.Ensemble("m:8b");
        var (watched, _) = HangUntilCancelled(app, []);

        var asking = app.AskAsync(Path, _whole);
        await watched.Within("the run is watched");
        clock.Advance(TimeSpan.FromSeconds(29));
        var (status, body) = await asking;

        Assert.Equal(504, status);
        Assert.Contains("Gateway:SeveralSteps:AnswerTimeout", body, StringComparison.Ordinal);
        await AssertStoppedAsync(app);
    }

    [Fact]
    public async Task A_run_that_gives_nothing_before_the_callers_deadline_is_a_504_and_is_stopped()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null);
        app.Router.OnRoute = _ => Decisions.Ensemble("m:8b");
        var (watched, _) = HangUntilCancelled(app, []);

        var asking = app.PostAsync(Path, _whole, [("X-Orchestrator-Deadline", "7")]);
        await watched.Within("the run is watched");
        clock.Advance(TimeSpan.FromSeconds(7));
        using var response = await asking;

        Assert.Equal(504, (int)response.StatusCode);
        Assert.Contains(
            "before the deadline that the request sets",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        await AssertStoppedAsync(app);
    }

    [Fact]
    public async Task A_run_that_falls_silent_in_the_middle_of_its_answer_ends_it_and_is_stopped()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(
            clock,
            null,
            "--Gateway:SeveralSteps:SilenceTimeout=00:00:13"
        );
        app.Router.OnRoute = _ => Decisions.Ensemble("m:8b");
        HangUntilCancelled(app, RunEvents.Pieces("", "first"));

        using var response = await app.PostAsync(Path, _stream);
        await clock.ArmedAsync(TimeSpan.FromSeconds(13));
        clock.Advance(TimeSpan.FromSeconds(13));
        var body = await response.Content.ReadAsStringAsync().Within("the stream ends");

        Assert.Contains("Gateway:SeveralSteps:SilenceTimeout", body, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
        await AssertStoppedAsync(app);
    }

    [Fact]
    public async Task A_stream_that_waits_for_the_members_shows_a_sign_of_life()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Gateway:Runs:HeartbeatAfter=00:00:11");
        app.Router.OnRoute = _ => Decisions.Ensemble("m:8b");
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var watched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.Runs.OnWatch = async (_, request, stream, _) =>
        {
            watched.TrySetResult();
            await goOn.Task;
            await FakeRuns.TellAsync(stream, RunEvents.Answered(request.RunId, "Hello", " world"));
        };

        var asking = app.PostAsync(Path, _stream);
        await watched.Task.Within("the run is watched");
        await clock.ArmedAsync(TimeSpan.FromSeconds(11));
        clock.Advance(TimeSpan.FromSeconds(11));
        using var response = await asking;
        goOn.SetResult();
        var body = await response.Content.ReadAsStringAsync().Within("the answer ends");

        Assert.StartsWith(": waiting\n\n", body, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
        Assert.NotEmpty(response.Headers.GetValues("X-Orchestrator-Run").Single());
        Assert.Equal("ensemble", response.Headers.GetValues("X-Orchestrator-Strategy").Single());
        Assert.False(response.Headers.Contains("X-Orchestrator-Model"), "Nobody knew yet who writes the answer.");
    }

    [Theory]
    [InlineData(Path, "tools", """[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]""")]
    [InlineData(Path, "response_format", """{"type":"json_object"}""")]
    [InlineData(Path, "reasoning_effort", "\"low\"")]
    [InlineData(
        "/api/chat",
        "tools",
        """[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]"""
    )]
    [InlineData("/api/chat", "format", "\"json\"")]
    [InlineData("/api/chat", "think", "true")]
    public async Task What_an_ensemble_cannot_honour_is_refused_and_the_field_is_named(
        string path,
        string field,
        string value
    )
    {
        await using var app = await EnsembleAnswerTests.StartAsync();

        var ask = $$"""{"model":"ensemble","messages":[{"role":"user","content":"Hi"}],"{{field}}":{{value}}}""";
        var (status, body) = await app.AskAsync(path, ask);

        Assert.Equal(400, status);
        Assert.Contains($"'{field}' must be left out", body, StringComparison.Ordinal);
        Assert.Empty(app.Worker.Runs.Started);
    }

    [Fact]
    public async Task What_only_concerns_the_replica_is_taken_and_left_to_the_workers()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();

        var ask =
            """{"model":"ensemble","keep_alive":"10m","stream":false,"messages":[{"role":"user","content":"Hi","images":["iVBORw0KGgo="]}]}""";
        var (status, body) = await app.AskAsync("/api/chat", ask);

        Assert.True(status == 200, body);
        Assert.Single(app.Worker.Runs.Started[0].Messages[0].Images);
    }

    private static (Task Watched, Task Ended) HangUntilCancelled(GatewayApp app, IEnumerable<RunEvent> before)
    {
        var watched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.Runs.OnWatch = async (_, _, stream, cancellation) =>
        {
            await using var end = cancellation.Register(() => ended.TrySetResult());
            await FakeRuns.TellAsync(stream, before);
            watched.TrySetResult();
            await ended.Task;
        };
        return (watched.Task, ended.Task);
    }

    private static async Task AssertStoppedAsync(GatewayApp app)
    {
        var control = await app.Worker.Runs.NextControlAsync();

        Assert.Equal((RunControl.Stop, app.Worker.Runs.Started[0].RunId), (control.Control, control.RunId));
    }
}
