using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.Testing;

namespace Orchestrator.Gateway.Tests.Runs;

/// <summary>Workers that are away, die or change in the middle of a run.</summary>
public sealed class EnsembleFaultTests
{
    private const string Path = "/v1/chat/completions";
    private static readonly string _stream = EnsembleAnswerTests.Ask("ensemble", stream: true);
    private static readonly string _whole = EnsembleAnswerTests.Ask("ensemble", stream: false);

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Internal)]
    public async Task The_next_worker_takes_a_run_that_one_does_not_take_under_the_same_id(StatusCode status)
    {
        await using var second = await GrpcHost.StartAsync(new FakeWorker());
        await using var app = await EnsembleAnswerTests.StartAsync($"--services:worker-2:grpc:0={second.Address}");
        var runs = Share(app, second);
        runs.OnStart = count => ThrowIf(count == 1, status);

        var (code, body) = await app.AskAsync(Path, _stream);

        Assert.Equal(200, code);
        Assert.Contains(" world", body, StringComparison.Ordinal);
        Assert.Equal(2, runs.Started.Count);
        Assert.Single(runs.Started.Select(start => start.RunId).Distinct());
    }

    [Fact]
    public async Task A_worker_that_is_dead_is_passed_over()
    {
        var dead = $"--services:worker-2:grpc:0=http://127.0.0.1:{FreePort.Take()}";
        await using var app = await EnsembleAnswerTests.StartAsync(dead);

        for (var i = 0; i < 4; i++)
        {
            var (status, body) = await app.AskAsync(Path, _stream);

            Assert.True(status == 200, body);
        }
    }

    [Fact]
    public async Task Without_a_worker_a_run_is_refused_in_time_and_says_when_to_try_again()
    {
        await using var app = await EnsembleAnswerTests.StartAsync("--Gateway:SeveralSteps:StartTimeout=00:00:00.300");
        app.Worker.Runs.OnStart = _ => throw RunEvents.Error(StatusCode.Unavailable);

        using var response = await app.PostAsync(Path, _stream);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        // The call whose answer was lost may have started it all the same.
        Assert.Equal(RunControl.Stop, (await app.Worker.Runs.NextControlAsync()).Control);
    }

    [Fact]
    public async Task A_request_that_a_worker_calls_wrong_is_not_tried_elsewhere()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        app.Worker.Runs.OnStart = _ => throw RunEvents.Error(StatusCode.InvalidArgument);

        var (status, body) = await app.AskAsync(Path, _stream);

        Assert.Equal(400, status);
        Assert.Contains("because of the fake", body, StringComparison.Ordinal);
        Assert.Single(app.Worker.Runs.Started);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watch_that_breaks_before_the_first_piece_costs_nothing(bool byError)
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        app.Worker.Runs.OnWatch = async (count, request, stream, _) =>
        {
            var log = RunEvents.Answered(request.RunId, "Hello", " world").ToList();
            await FakeRuns.TellAsync(stream, count == 1 ? log.Take(2) : log.Skip(2));
            ThrowIf(count == 1 && byError, StatusCode.Unavailable);
        };

        var (status, body) = await app.AskAsync(Path, _stream);

        Assert.Equal(200, status);
        Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
        Assert.Equal([1ul, 3ul], app.Worker.Runs.Watched.Select(watch => watch.FromSequence));
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task The_holder_that_a_worker_names_is_asked_instead()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        var holder = new FakeWorker();
        var address = await app.AddWorkerAsync(holder);
        app.Worker.Runs.OnWatch = (_, _, _, _) => throw RunEvents.HeldBy(address);

        var (status, body) = await app.AskAsync(Path, _stream);

        Assert.Equal(200, status);
        Assert.Contains(" world", body, StringComparison.Ordinal);
        Assert.Single(holder.Runs.Watched);
    }

    [Fact]
    public async Task Workers_that_send_each_other_around_are_given_up()
    {
        await using var app = await EnsembleAnswerTests.StartAsync("--Gateway:SeveralSteps:MaxWatchFailures=4");
        app.Worker.Runs.OnWatch = (_, _, _, _) => throw RunEvents.HeldBy(app.WorkerAddress);

        var (status, body) = await app.AskAsync(Path, _stream);

        Assert.Equal(502, status);
        Assert.Contains("GET /api/runs/", body, StringComparison.Ordinal);
        Assert.Equal(5, app.Worker.Runs.Watched.Count);
        Assert.False(app.Worker.Runs.WasControlled, "The run goes on, and its result can be fetched.");
    }

    [Fact]
    public async Task A_watch_that_breaks_in_the_middle_goes_on_where_it_was_when_the_same_writing_goes_on()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        app.Worker.Runs.OnWatch = async (count, request, stream, _) =>
        {
            await FakeRuns.TellAsync(stream, RunEvents.Pieces(request.RunId, "Hel", "lo wo").Take(count == 1 ? 1 : 2));
            ThrowIf(count == 1, StatusCode.Unavailable);
            await FakeRuns.TellAsync(
                stream,
                [RunEvents.Piece(request.RunId, "o world", 4), RunEvents.Entry(request.RunId, 1, "completed")]
            );
        };

        var (_, body) = await app.AskAsync(Path, _stream);

        Assert.Equal("Hello world", Contents(body));
        Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2ul, 0, "answer")]
    [InlineData(1ul, 9, "A part of this answer was lost")]
    public async Task A_takeover_or_a_gap_in_the_middle_ends_the_stream_and_says_where_the_result_will_be(
        ulong writing,
        int offset,
        string said
    )
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(
                stream,
                [RunEvents.Piece(request.RunId, "Hello", 0), RunEvents.Piece(request.RunId, "other", offset, writing)]
            );

        var (status, body) = await app.AskAsync(Path, _stream);

        Assert.Equal((200, "Hello"), (status, Contents(body)));
        Assert.Contains(said, body, StringComparison.Ordinal);
        Assert.Contains($"GET /api/runs/{app.Worker.Runs.Started[0].RunId}", body, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
        Assert.False(app.Worker.Runs.WasControlled, "The run goes on, and its result can be fetched.");
    }

    [Fact]
    public async Task A_whole_answer_is_not_disturbed_by_a_takeover()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(
                stream,
                [
                    RunEvents.Piece(request.RunId, "Hello", 0),
                    RunEvents.Piece(request.RunId, "other", 0, writing: 2),
                    RunEvents.Entry(request.RunId, 1, "completed"),
                ]
            );

        var (status, body) = await app.AskAsync(Path, _whole);

        Assert.Equal(200, status);
        Assert.Contains("Hello world", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_missed_every_piece_gives_the_answer_at_its_end()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(
                stream,
                [RunEvents.Piece(request.RunId, " world", 5), RunEvents.Entry(request.RunId, 1, "completed")]
            );

        var (_, body) = await app.AskAsync(Path, _stream);

        Assert.Equal("Hello world", Contents(body));
        Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_did_not_end_as_it_was_sent_is_not_called_done()
    {
        await using var app = await EnsembleAnswerTests.StartAsync();
        app.Worker.Runs.OnView = id => RunEvents.View(id, "Hello there");

        var (_, body) = await app.AskAsync(Path, _stream);

        Assert.Contains("GET /api/runs/", body, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", body, StringComparison.Ordinal);
    }

    private static void ThrowIf(bool condition, StatusCode status)
    {
        if (condition)
        {
            throw RunEvents.Error(status);
        }
    }

    private static FakeRuns Share(GatewayApp app, GrpcHost second)
    {
        app.Worker.Runs = second.Get<FakeWorker>().Runs;
        return app.Worker.Runs;
    }

    private static string Contents(string body) =>
        string.Concat(
            body.Split("\n\n")
                .Where(part => part.Contains("\"content\":\"", StringComparison.Ordinal))
                .Select(part => part.Split("\"content\":\"")[1].Split('"')[0])
        );
}
