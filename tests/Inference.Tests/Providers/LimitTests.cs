using Microsoft.AspNetCore.Http;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>The same limits of time and size hold for every provider.</summary>
public sealed class LimitTests
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static FarEnd.Setup Times =>
        new()
        {
            Tune = options =>
            {
                options.FirstTokenTimeout = TimeSpan.FromMinutes(3);
                options.IdleTimeout = TimeSpan.FromSeconds(20);
            },
        };

    public static TheoryData<string> Kinds() => [.. Dialect.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_endpoint_that_does_not_begin_to_answer_is_given_up_at_the_first_token_limit(string kind)
    {
        await using var far = await FarEnd.StartAsync(kind, StallAsync, Times);
        var answer = far.AskAsync();
        await Wait.ForAsync(_received.Task, "the endpoint gets the question");

        far.Clock.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);
        far.Clock.Advance(TimeSpan.FromTicks(1));

        await AssertFailsAsync(answer, InferenceStage.FirstToken, InferenceCause.FirstTokenTimedOut);
        await Wait.ForAsync(_hungUp.Task, "the endpoint sees the hang-up");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_answer_that_stands_still_is_given_up_at_the_idle_limit(string kind)
    {
        await using var far = await FarEnd.StartAsync(kind, context => HelloThenStallAsync(context, kind), Times);
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));
        var next = deltas.MoveNextAsync().AsTask();
        far.Clock.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));
        Assert.False(next.IsCompleted);

        // The limit may begin anew once more, when the last bytes of the first piece come late.
        await Wait.UntilAsync(() => AdvanceUntil(next, far.Clock), "the answer is given up");

        await AssertFailsAsync(next, InferenceStage.Stream, InferenceCause.IdleTimedOut);
        await Wait.ForAsync(_hungUp.Task, "the endpoint sees the hang-up");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_reader_that_takes_its_time_is_not_the_endpoints_fault(string kind)
    {
        var dialect = Dialect.Of(kind);
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.Response.ContentType = dialect.ContentType;
                await context.SendAsync(dialect.Hello);
                await context.StallAsync(released.Task);
                await context.SendAsync(dialect.End);
            },
            Times
        );
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));

        far.Clock.Advance(TimeSpan.FromHours(5));
        released.SetResult();

        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the last piece arrives"));
        Assert.IsType<ChatDelta.Finished>(deltas.Current);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_line_without_end_is_given_up_at_its_limit_and_the_endpoint_is_hung_up_on(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.RequestAborted.Register(_hungUp.SetResult);
                context.Response.ContentType = dialect.ContentType;
                await context.SendAsync(dialect.Prelude + dialect.OpenText);
                while (true)
                {
                    await context.SendAsync(new string('x', 1000));
                }
            },
            new FarEnd.Setup { Tune = options => options.MaxLineBytes = 5000 }
        );

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceStage.FirstToken, InferenceCause.StreamBroken), (error.Stage, error.Cause));
        Assert.Contains("5000 bytes", error.Message, StringComparison.Ordinal);
        await Wait.ForAsync(_hungUp.Task, "the endpoint sees the hang-up");
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task An_event_of_endless_short_lines_has_the_same_limit(string kind)
    {
        var lines = string.Concat(Enumerable.Repeat("data: {}\n", 1000));
        var setup = new FarEnd.Setup { Tune = options => options.MaxLineBytes = 5000 };
        await using var far = await FarEnd.StreamsAsync(kind, lines, setup);

        var error = (await far.FailAsync()).Error;

        Assert.Contains("event of the answer is longer than 5000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_list_is_read_up_to_its_limit(string kind)
    {
        var dialect = Dialect.Of(kind);
        var setup = new FarEnd.Setup { Tune = options => options.MaxBodyBytes = 4000, Models = [] };
        await using var fits = await FarEnd.AnswersAsync(kind, 200, dialect.List(3000), setup);
        await using var tooLong = await FarEnd.AnswersAsync(kind, 200, dialect.List(4000), setup);

        await fits.Client.ListInstalledAsync(CancellationToken.None);
        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            tooLong.Client.ListInstalledAsync(CancellationToken.None)
        );

        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
        Assert.Contains("4000 bytes", exception.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_an_endless_error_only_the_limit_is_read(string kind)
    {
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.RequestAborted.Register(_hungUp.SetResult);
                context.Response.StatusCode = 500;
                while (true)
                {
                    await context.SendAsync(new string('x', 500));
                }
            },
            new FarEnd.Setup { Tune = options => options.MaxErrorBytes = 1000 }
        );

        Assert.Equal(InferenceCause.ReplicaFailed, (await far.FailAsync()).Error.Cause);
        await Wait.ForAsync(_hungUp.Task, "the endpoint sees the hang-up");
    }

    private static bool AdvanceUntil(Task call, ManualTimeProvider clock)
    {
        clock.Advance(TimeSpan.FromSeconds(20));
        return call.IsCompleted;
    }

    private Task StallAsync(HttpContext context)
    {
        context.RequestAborted.Register(_hungUp.SetResult);
        _received.SetResult();
        return context.StallAsync();
    }

    private async Task HelloThenStallAsync(HttpContext context, string kind)
    {
        context.RequestAborted.Register(_hungUp.SetResult);
        context.Response.ContentType = Dialect.Of(kind).ContentType;
        await context.SendAsync(Dialect.Of(kind).Hello);
        await context.StallAsync();
    }

    private static async Task AssertFailsAsync(Task call, InferenceStage stage, InferenceCause cause)
    {
        var exception = await Assert.ThrowsAsync<InferenceException>(() => Wait.ForAsync(call, "the call is given up"));
        Assert.Equal((stage, cause), (exception.Error.Stage, exception.Error.Cause));
    }
}
