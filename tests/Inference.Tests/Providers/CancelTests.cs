using Microsoft.AspNetCore.Http;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>Hanging up reaches the endpoint at once, whatever the provider's package does in between.</summary>
public sealed class CancelTests : IDisposable
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _caller = new();

    public static TheoryData<string> Kinds() => [.. Dialect.Kinds];

    public void Dispose() => _caller.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cancelling_before_the_first_token_ends_the_call_and_reaches_the_endpoint(string kind)
    {
        await using var far = await FarEnd.StartAsync(kind, StallAsync);
        var answer = far.AskAsync(_caller.Token);
        await Wait.ForAsync(_received.Task, "the endpoint gets the question");

        await _caller.CancelAsync();

        await AssertCancelledAsync(answer);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cancelling_a_stream_that_stands_still_ends_the_call_and_reaches_the_endpoint(string kind)
    {
        await using var far = await FarEnd.StartAsync(kind, context => HelloThenStallAsync(context, kind));
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, _caller.Token).GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));
        var next = deltas.MoveNextAsync().AsTask();

        await _caller.CancelAsync();

        await AssertCancelledAsync(next);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cancelling_reaches_the_endpoint_even_while_nobody_reads(string kind)
    {
        await using var far = await FarEnd.StartAsync(kind, context => HelloThenStallAsync(context, kind));
        await using var deltas = far.Client.ChatAsync(FarEnd.Question, _caller.Token).GetAsyncEnumerator();
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));

        await _caller.CancelAsync();

        await Wait.ForAsync(_hungUp.Task, "the endpoint sees the hang-up");
        await AssertCancelledAsync(deltas.MoveNextAsync().AsTask());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Leaving_the_answer_early_reaches_an_endpoint_that_goes_on_writing(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.RequestAborted.Register(_hungUp.SetResult);
                context.Response.ContentType = dialect.ContentType;
                while (true)
                {
                    await context.SendAsync(dialect.Hello);
                }
            }
        );

        await foreach (var _ in far.Client.ChatAsync(FarEnd.Question, CancellationToken.None))
        {
            break;
        }

        await Wait.ForAsync(_hungUp.Task, "the endpoint sees the hang-up");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Cancelling_a_list_reaches_the_endpoint(string kind)
    {
        await using var far = await FarEnd.StartAsync(kind, StallAsync, new FarEnd.Setup { Models = [] });
        var list = far.Client.ListInstalledAsync(_caller.Token);
        await Wait.ForAsync(_received.Task, "the endpoint gets the question");

        await _caller.CancelAsync();

        await AssertCancelledAsync(list);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_call_that_is_cancelled_before_it_begins_reaches_nobody(string kind)
    {
        await using var far = await FarEnd.AnswersAsync(kind, 200, "");
        await _caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => far.AskAsync(_caller.Token));
        Assert.Empty(far.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task After_a_whole_answer_the_connection_is_used_again(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End);

        for (var i = 0; i < 3; i++)
        {
            await far.AskAsync(_caller.Token);
        }

        Assert.Single(far.Server.Requests.Select(request => request.ConnectionId).Distinct());
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

    private async Task AssertCancelledAsync(Task call)
    {
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Wait.ForAsync(call, "the call ends as cancelled")
        );
        Assert.Equal(_caller.Token, exception.CancellationToken);
        await Wait.ForAsync(_hungUp.Task, "the endpoint sees the hang-up");
    }
}
