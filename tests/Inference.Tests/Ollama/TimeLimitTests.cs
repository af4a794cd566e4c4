using System.Net;
using Microsoft.AspNetCore.Http;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class TimeLimitTests
{
    private static readonly OllamaOptions Limits = new()
    {
        FirstTokenTimeout = TimeSpan.FromMinutes(3),
        IdleTimeout = TimeSpan.FromSeconds(20),
        InfoTimeout = TimeSpan.FromSeconds(5),
    };

    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replica_that_never_begins_to_answer_is_given_up_at_the_first_token_limit(bool sendsHeaders)
    {
        await using var replica = await TestReplica.StartAsync(
            async context =>
            {
                if (sendsHeaders)
                {
                    await context.Response.StartAsync(context.RequestAborted);
                }

                _received.SetResult();
                await context.StallAsync();
            },
            Limits
        );
        var answer = replica.ReadAllAsync();
        await Wait.ForAsync(_received.Task, "the replica gets the question");

        replica.Clock.Advance(Limits.FirstTokenTimeout - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);
        replica.Clock.Advance(TimeSpan.FromTicks(1));

        await AssertFailsAsync(answer, InferenceStage.FirstToken, InferenceCause.FirstTokenTimedOut);
    }

    [Fact]
    public async Task An_answer_that_stands_still_is_given_up_at_the_idle_limit()
    {
        await using var replica = await TestReplica.StartAsync(HelloThenStallAsync, Limits);
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, CancellationToken.None)
            .GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));
        var next = deltas.MoveNextAsync().AsTask();

        replica.Clock.Advance(Limits.IdleTimeout - TimeSpan.FromTicks(1));
        Assert.False(next.IsCompleted);
        replica.Clock.Advance(TimeSpan.FromTicks(1));

        await AssertFailsAsync(next, InferenceStage.Stream, InferenceCause.IdleTimedOut);
    }

    [Fact]
    public async Task Half_a_line_starts_the_idle_limit_but_counts_as_nothing_delivered()
    {
        using var replica = new StallingReplica(HttpStatusCode.OK, "{\"mess");
        var clock = new ManualTimeProvider();
        using var http = Http(replica, clock);
        var answer = http.PostAsync(new Uri("api/chat", UriKind.Relative), content: null);
        await Wait.ForAsync(replica.Stalled, "the half line is read");

        clock.Advance(Limits.IdleTimeout);

        await AssertFailsAsync(answer, InferenceStage.FirstToken, InferenceCause.IdleTimedOut);
    }

    [Fact]
    public async Task A_reader_that_takes_its_time_is_not_the_replicas_fault()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var replica = await TestReplica.StartAsync(
            async context =>
            {
                await context.SendAsync(TestReplica.Hello + "\n");
                await context.StallAsync(released.Task);
                await context.SendAsync(TestReplica.Done + "\n");
            },
            Limits
        );
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, CancellationToken.None)
            .GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));

        replica.Clock.Advance(TimeSpan.FromHours(5));
        released.SetResult();

        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the last piece arrives"));
        Assert.IsType<ChatDelta.Finished>(deltas.Current);
    }

    [Fact]
    public async Task A_complete_answer_stays_complete_when_the_connection_does_not_end()
    {
        await using var replica = await TestReplica.StartAsync(
            async context =>
            {
                await context.SendAsync(TestReplica.Done + "\n");
                await context.StallAsync();
            },
            Limits
        );
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, CancellationToken.None)
            .GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the answer arrives"));
        var end = deltas.MoveNextAsync().AsTask();
        Assert.False(end.IsCompleted);

        replica.Clock.Advance(Limits.EndOfAnswerTimeout);

        Assert.False(await Wait.ForAsync(end, "the stream ends"));
    }

    [Fact]
    public async Task Questions_about_the_replica_have_a_short_limit_of_their_own()
    {
        await using var replica = await TestReplica.StartAsync(StallAsync, Limits);
        var version = replica.Client.GetVersionAsync(CancellationToken.None);
        await Wait.ForAsync(_received.Task, "the replica gets the question");

        replica.Clock.Advance(Limits.InfoTimeout);

        await AssertFailsAsync(version, InferenceStage.FirstToken, InferenceCause.FirstTokenTimedOut);
    }

    [Fact]
    public async Task An_error_whose_words_do_not_all_arrive_is_reported_by_its_status()
    {
        using var replica = new StallingReplica(HttpStatusCode.ServiceUnavailable, "server ");
        var clock = new ManualTimeProvider();
        using var http = Http(replica, clock);
        var answer = http.PostAsync(new Uri("api/chat", UriKind.Relative), content: null);
        await Wait.ForAsync(replica.Stalled, "half of the error is read");

        clock.Advance(Limits.IdleTimeout);

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            Wait.ForAsync(answer, "the call is given up")
        );
        Assert.Equal(
            new InferenceError(InferenceStage.FirstToken, InferenceCause.Busy, "server ", 503),
            exception.Error
        );
    }

    private static HttpClient Http(HttpMessageHandler replica, TimeProvider clock) =>
        new(new OllamaReplicaHandler(Limits, clock, replica), disposeHandler: false)
        {
            BaseAddress = new Uri("http://replica"),
        };

    private async Task HelloThenStallAsync(HttpContext context)
    {
        await context.SendAsync(TestReplica.Hello + "\n");
        await context.StallAsync();
    }

    private Task StallAsync(HttpContext context)
    {
        _received.SetResult();
        return context.StallAsync();
    }

    private static async Task AssertFailsAsync(Task call, InferenceStage stage, InferenceCause cause)
    {
        var exception = await Assert.ThrowsAsync<InferenceException>(() => Wait.ForAsync(call, "the call is given up"));
        Assert.Equal((stage, cause), (exception.Error.Stage, exception.Error.Cause));
    }
}
