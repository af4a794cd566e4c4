using System.Threading.Channels;
using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>Waiting, hanging up, and clients that do not read.</summary>
public sealed class StreamLifeTests
{
    private const string Path = "/v1/chat/completions";
    private const string AskStream = """{"model":"auto","stream":true,"messages":[{"role":"user","content":"Hi"}]}""";
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"Hi"}]}""";

    [Theory]
    [InlineData(AskStream)]
    [InlineData(Ask)]
    public async Task A_hang_up_before_the_first_token_ends_the_replicas_work(string ask)
    {
        await using var app = await GatewayApp.StartAsync();
        var (called, cancelled) = HangUntilCancelled(app, beforeHanging: _ => Task.CompletedTask);
        using var hangUp = new CancellationTokenSource();

        var asking = app.PostAsync(Path, ask, hangUp.Token);
        await called.Within("the worker is called");
        await hangUp.CancelAsync();

        await cancelled.Within("the worker's call is cancelled");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Equal(AttemptResult.NotItsFault, (await app.Router.NextReportAsync()).Result);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A_hang_up_in_the_middle_of_an_answer_ends_the_replicas_work()
    {
        await using var app = await GatewayApp.StartAsync();
        var (_, cancelled) = HangUntilCancelled(app, stream => stream.WriteAsync(Answers.Piece("first")));

        var response = await app.PostAsync(Path, AskStream);
        var body = await response.Content.ReadAsStreamAsync();
        var read = await body.ReadAsync(new byte[4096]).AsTask().Within("the first token arrives");
        response.Dispose();

        Assert.True(read > 0);
        await cancelled.Within("the worker's call is cancelled");
        Assert.Equal(AttemptResult.NotItsFault, (await app.Router.NextReportAsync()).Result);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A_stream_that_waits_shows_a_sign_of_life_and_may_still_fail_over()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Gateway:Runs:HeartbeatAfter=00:00:11");
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Router.OnRoute = _ =>
            Decisions.Of(Decisions.At(app.WorkerAddress, "gpu-1"), Decisions.At(app.WorkerAddress, "gpu-2"));
        app.Worker.OnGenerate = async (request, stream, _) =>
        {
            if (request.Replica == "gpu-1")
            {
                await goOn.Task;
                throw Answers.Failure(StatusCode.Unavailable, "connect_failed");
            }

            await Answers.SayAsync(stream, "late");
        };

        var asking = app.PostAsync(Path, AskStream);
        await clock.ArmedAsync(TimeSpan.FromSeconds(11));
        Assert.False(asking.IsCompleted, "Headers went out before the first sign of life.");
        clock.Advance(TimeSpan.FromSeconds(11));
        using var response = await asking;
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = await reader.ReadLineAsync().Within("the sign of life arrives");
        goOn.SetResult();
        var rest = await reader.ReadToEndAsync().Within("the answer ends");

        Assert.Equal(": waiting", first);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(response.Headers.GetValues("X-Orchestrator-Run").Single());
        Assert.Contains("\"content\":\"late\"", rest, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_after_a_sign_of_life_is_told_in_the_stream()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Gateway:Runs:HeartbeatAfter=00:00:11");
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.OnGenerate = async (_, _, _) =>
        {
            await goOn.Task;
            throw Answers.Failure(StatusCode.InvalidArgument, "refused", tryElsewhere: false);
        };

        var asking = app.PostAsync(Path, AskStream);
        await clock.ArmedAsync(TimeSpan.FromSeconds(11));
        clock.Advance(TimeSpan.FromSeconds(11));
        using var response = await asking;
        goOn.SetResult();
        var body = await response.Content.ReadAsStringAsync().Within("the stream ends");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains("data: {\"error\":{", body, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_the_first_token_ends_with_a_504()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Placement:FirstTokenTimeout=00:00:23");
        var (called, cancelled) = HangUntilCancelled(app, _ => Task.CompletedTask);

        var asking = app.AskAsync(Path, Ask);
        await called.Within("the worker is called");
        clock.Advance(TimeSpan.FromSeconds(23));
        var (status, body) = await asking;

        Assert.Equal(504, status);
        Assert.Contains("Placement:FirstTokenTimeout", body, StringComparison.Ordinal);
        await cancelled.Within("the worker's call is cancelled");
    }

    [Fact]
    public async Task A_replica_that_falls_silent_in_the_middle_ends_the_answer_with_an_error()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Placement:SilenceTimeout=00:00:17");
        var (_, cancelled) = HangUntilCancelled(app, stream => stream.WriteAsync(Answers.Piece("first")));

        using var response = await app.PostAsync(Path, AskStream);
        await clock.ArmedAsync(TimeSpan.FromSeconds(17));
        clock.Advance(TimeSpan.FromSeconds(17));
        var body = await response.Content.ReadAsStringAsync().Within("the stream ends");

        Assert.Contains("fell silent", body, StringComparison.Ordinal);
        await cancelled.Within("the worker's call is cancelled");
    }

    [Fact]
    public async Task A_client_that_does_not_read_slows_the_replica_and_is_cut_off_at_last()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Gateway:Runs:SlowReaderTimeout=00:00:19");
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var piece = new string('x', 100_000);
        app.Worker.OnGenerate = async (_, stream, cancellation) =>
        {
            // Without an end: only back-pressure and the cut can stop it.
            await using var end = cancellation.Register(() => cancelled.TrySetResult());
            while (!cancellation.IsCancellationRequested)
            {
                await stream.WriteAsync(Answers.Piece(piece), cancellation);
            }
        };

        // A flush may wait for a moment before the buffers are really full: each wait is followed by its time.
        var waits = Channel.CreateUnbounded<TimeSpan>();
        clock.Armed += due => _ = due == TimeSpan.FromSeconds(19) && waits.Writer.TryWrite(due);
        _ = cancelled.Task.ContinueWith(_ => waits.Writer.TryComplete(), TaskScheduler.Default);
        using var response = await app.PostAsync(Path, AskStream);
        while (await waits.Reader.WaitToReadAsync().AsTask().Within("a flush waits, or the worker's call is cancelled"))
        {
            clock.Advance(await waits.Reader.ReadAsync());
        }

        Assert.Equal(AttemptResult.NotItsFault, (await app.Router.NextReportAsync()).Result);
        Assert.Empty(app.Errors);
    }

    private static (Task Called, Task Cancelled) HangUntilCancelled(
        GatewayApp app,
        Func<IServerStreamWriter<Contracts.Worker.V1.GenerateChunk>, Task> beforeHanging
    )
    {
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.OnGenerate = async (_, stream, cancellation) =>
        {
            await using var end = cancellation.Register(() => cancelled.TrySetResult());
            await beforeHanging(stream);
            called.SetResult();
            await cancelled.Task;
        };
        return (called.Task, cancelled.Task);
    }
}
