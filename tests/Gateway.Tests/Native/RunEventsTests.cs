using System.Text.Json;
using Grpc.Core;
using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Native;

/// <summary>GET /api/runs/{id}/events.</summary>
public sealed class RunEventsTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Path = $"/api/runs/{Id}/events";

    [Fact]
    public async Task Events_come_with_their_numbers_and_pieces_of_the_answer_without_until_the_end()
    {
        await using var app = await StartAsync();

        using var response = await app.Client.GetAsync(new Uri(app.Http, Path));
        var body = await response.Content.ReadAsStringAsync().Within("the run ends");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            """
            id: 1
            event: ai_response
            data: {"step":"member-1"}

            id: 2
            event: ai_response
            data: {}

            event: answer
            data: {"content":"Hello","thinking":"","writing":1,"offset":0,"model":"m:32b","replica":"gpu-2","simulated":true}

            event: answer
            data: {"content":" world","thinking":"","writing":1,"offset":5}

            id: 3
            event: completed
            data: {}


            """.ReplaceLineEndings("\n"),
            body
        );
        Assert.Empty(app.Errors);
    }

    [Theory]
    [InlineData("?after=2", "", 3ul)]
    [InlineData("", "1", 2ul)]
    [InlineData("?after=1", "2", 3ul)]
    [InlineData("?after=0", "", 1ul)]
    public async Task A_client_goes_on_behind_the_last_number_it_has(string query, string header, ulong from)
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(
                stream,
                RunEvents.Answered(request.RunId).Where(one => one.Sequence >= request.FromSequence)
            );

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Http, Path + query));
        request.Headers.TryAddWithoutValidation("Last-Event-ID", header);
        using var response = await app.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync().Within("the run ends");

        Assert.Equal(from, app.Worker.Runs.Watched.Single().FromSequence);
        Assert.StartsWith($"id: {from}\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_all_of_a_run_that_has_ended_is_told_not_to_come_back()
    {
        await using var app = await StartAsync();

        using var response = await app.Client.GetAsync(new Uri(app.Http, $"{Path}?after=3"));

        Assert.Equal(204, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("?after=x", "after")]
    [InlineData("?after=-1", "after")]
    [InlineData("?after=4", "after")]
    [InlineData("?after=99999999999999999999999", "after")]
    [InlineData("?stream=maybe", "stream")]
    public async Task A_wrong_query_names_its_field(string query, string field)
    {
        await using var app = await StartAsync();

        using var response = await app.Client.GetAsync(new Uri(app.Http, Path + query));
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(400, (int)response.StatusCode);
        Assert.NotEmpty(
            JsonSerializer.Deserialize<JsonElement>(body).GetProperty("errors").GetProperty(field).EnumerateArray()
        );
        Assert.Empty(app.Worker.Runs.Watched);
    }

    [Theory]
    [InlineData("?stream=false", "*/*")]
    [InlineData("", "application/json")]
    public async Task The_log_so_far_is_one_JSON_object_even_while_the_run_goes_on(string query, string accept)
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnView = id => RunEvents.Running(id, 2);
        app.Worker.Runs.OnWatch = async (_, request, stream, cancellation) =>
        {
            await FakeRuns.TellAsync(stream, RunEvents.Answered(request.RunId, "live").Take(3));
            await Task.Delay(Timeout.Infinite, cancellation);
        };

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Http, Path + query));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await app.Client.SendAsync(request).Within("the log is read");
        var log = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync());

        var events = log.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal([1, 2], events.Select(one => one.GetProperty("sequence").GetInt32()));
        Assert.Equal("member-1", events[0].GetProperty("data").GetProperty("step").GetString());
        Assert.Equal("running", log.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_broken_watch_shows_neither_a_gap_nor_a_repetition()
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnWatch = async (count, request, stream, cancellation) =>
        {
            var log = RunEvents.Answered(request.RunId).ToList();
            await stream.WriteAsync(log[count == 1 ? 0 : 1], cancellation);
            if (count == 1)
            {
                throw RunEvents.Error(StatusCode.Unavailable);
            }

            // A worker that repeats itself is not repeated to the client.
            await FakeRuns.TellAsync(stream, log);
        };

        var body = await app.Client.GetStringAsync(new Uri(app.Http, Path)).Within("the run ends");

        Assert.Equal(
            ["id: 1", "id: 2", "id: 3"],
            body.Split('\n').Where(line => line.StartsWith("id:", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task The_failure_before_a_replay_does_not_end_the_stream()
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(
                stream,
                [
                    RunEvents.Entry(request.RunId, 1, "failed"),
                    RunEvents.Entry(request.RunId, 2, "resumed"),
                    RunEvents.Entry(request.RunId, 3, "completed"),
                ]
            );

        var body = await app.Client.GetStringAsync(new Uri(app.Http, Path)).Within("the run ends");

        Assert.EndsWith("id: 3\nevent: completed\ndata: {}\n\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_no_object_does_not_break_what_is_around_it()
    {
        await using var app = await StartAsync();
        app.Worker.Runs.OnWatch = (_, request, stream, _) =>
            FakeRuns.TellAsync(
                stream,
                [
                    RunEvents.Entry(request.RunId, 1, "progress", "{\n  \"a\": 1\n}"),
                    RunEvents.Entry(request.RunId, 2, "completed", "} \n\nevent: forged"),
                ]
            );

        var body = await app.Client.GetStringAsync(new Uri(app.Http, Path)).Within("the run ends");

        Assert.Contains("data: {\ndata:   \"a\": 1\ndata: }\n\n", body, StringComparison.Ordinal);
        Assert.EndsWith("event: completed\ndata: {}\n\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_run_shows_signs_of_life_and_a_client_that_leaves_ends_the_watch_but_not_the_run()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Gateway:Runs:HeartbeatAfter=00:00:11");
        var ended = QuietRun(app);

        var response = await app.Client.GetAsync(new Uri(app.Http, Path), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await clock.ArmedAsync(TimeSpan.FromSeconds(11));
        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(": waiting", await reader.ReadLineAsync().Within("the sign of life arrives"));
        response.Dispose();
        await ended.Within("the watch ends");
        Assert.False(app.Worker.Runs.WasControlled, "Looking away stopped the run.");
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task One_client_too_many_is_refused_and_a_place_that_is_left_is_free_again()
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:SeveralSteps:MaxSubscribers=1");
        var ended = QuietRun(app);

        var first = await app.Client.GetAsync(new Uri(app.Http, Path), HttpCompletionOption.ResponseHeadersRead);
        using (var second = await app.Client.GetAsync(new Uri(app.Http, Path)))
        {
            Assert.Equal(503, (int)second.StatusCode);
            Assert.Contains("MaxSubscribers", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        first.Dispose();
        await ended.Within("the watch ends");
        await Testing.Wait.UntilAsync(
            async () =>
            {
                using var again = await app.Client.GetAsync(new Uri(app.Http, $"{Path}?after=x"));
                return (int)again.StatusCode == 400;
            },
            "the place is free again"
        );
    }

    [Fact]
    public async Task A_run_that_no_worker_gives_news_of_ends_the_stream_without_an_event()
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:SeveralSteps:MaxWatchFailures=1");
        app.Worker.Runs.OnWatch = (_, _, _, _) => throw RunEvents.Error(StatusCode.Unavailable);

        var body = await app.Client.GetStringAsync(new Uri(app.Http, Path)).Within("the watch is given up");

        Assert.Equal(": no worker gives news of this run\n\n", body);
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync();

    private static Task QuietRun(GatewayApp app)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.Runs.OnView = id => RunEvents.Running(id, 2);
        app.Worker.Runs.OnWatch = async (_, _, _, cancellation) =>
        {
            await using var end = cancellation.Register(() => ended.TrySetResult());
            await ended.Task;
        };
        return ended.Task;
    }
}
