using Microsoft.AspNetCore.Http;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class HangUpTests : IDisposable
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _caller = new();

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Cancelling_while_the_replica_thinks_ends_the_call_and_reaches_the_replica()
    {
        await using var replica = await TestReplica.StartAsync(StallAsync);
        var answer = replica.ReadAllAsync(_caller.Token);
        await Wait.ForAsync(_received.Task, "the replica gets the question");

        await _caller.CancelAsync();

        await AssertCancelledAsync(answer);
    }

    [Fact]
    public async Task Cancelling_while_a_stream_stands_still_ends_the_call_and_reaches_the_replica()
    {
        await using var replica = await TestReplica.StartAsync(HelloThenStallAsync);
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, _caller.Token)
            .GetAsyncEnumerator(_caller.Token);
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));
        var next = deltas.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);

        await _caller.CancelAsync();

        await AssertCancelledAsync(next);
    }

    [Fact]
    public async Task Cancelling_reaches_the_replica_even_while_nobody_reads()
    {
        await using var replica = await TestReplica.StartAsync(HelloThenStallAsync);
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, _caller.Token)
            .GetAsyncEnumerator(_caller.Token);
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the first piece arrives"));

        await _caller.CancelAsync();

        await Wait.ForAsync(_hungUp.Task, "the replica sees the hang-up");
        await AssertCancelledAsync(deltas.MoveNextAsync().AsTask());
    }

    [Fact]
    public async Task Leaving_the_answer_early_reaches_the_replica()
    {
        await using var replica = await TestReplica.StartAsync(HelloThenStallAsync);

        await foreach (var _ in replica.Client.ChatAsync(TestReplica.Question, CancellationToken.None))
        {
            break;
        }

        await Wait.ForAsync(_hungUp.Task, "the replica sees the hang-up");
    }

    [Fact]
    public async Task A_replica_that_goes_on_writing_is_not_read_to_its_end()
    {
        await using var replica = await TestReplica.StartAsync(async context =>
        {
            context.RequestAborted.Register(_hungUp.SetResult);
            while (true)
            {
                await context.SendAsync(TestReplica.Hello + "\n");
            }
        });

        await foreach (var _ in replica.Client.ChatAsync(TestReplica.Question, CancellationToken.None))
        {
            break;
        }

        await Wait.ForAsync(_hungUp.Task, "the replica sees the hang-up");
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_reaches_nobody()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Done);
        await _caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => replica.ReadAllAsync(_caller.Token));
        Assert.Empty(replica.Server.Requests);
    }

    [Fact]
    public async Task Cancelling_a_call_in_one_piece_reaches_the_replica()
    {
        await using var replica = await TestReplica.StartAsync(StallAsync);
        var call = new EmbedCall { Model = ModelId.Parse("m"), Inputs = ["x"] };
        var answer = replica.Client.EmbedAsync(call, _caller.Token);
        await Wait.ForAsync(_received.Task, "the replica gets the question");

        await _caller.CancelAsync();

        await AssertCancelledAsync(answer);
    }

    [Fact]
    public async Task After_a_whole_answer_the_connection_is_used_again()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Hello, TestReplica.Done);

        await replica.ReadAllAsync(_caller.Token);
        await replica.ReadAllAsync(_caller.Token);
        await replica.ReadAllAsync(_caller.Token);

        Assert.Single(replica.Server.Requests.Select(request => request.ConnectionId).Distinct());
    }

    [Fact]
    public async Task A_connection_whose_end_comes_late_is_waited_for_and_used_again()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var replica = await TestReplica.StartAsync(async context =>
        {
            await context.SendAsync(TestReplica.Done + "\n");
            await context.StallAsync(released.Task);
        });
        await using var deltas = replica
            .Client.ChatAsync(TestReplica.Question, _caller.Token)
            .GetAsyncEnumerator(_caller.Token);
        Assert.True(await Wait.ForAsync(deltas.MoveNextAsync().AsTask(), "the answer arrives"));
        var end = deltas.MoveNextAsync().AsTask();
        Assert.False(end.IsCompleted);

        released.SetResult();
        Assert.False(await Wait.ForAsync(end, "the stream ends"));
        await replica.ReadAllAsync(_caller.Token);

        Assert.Single(replica.Server.Requests.Select(request => request.ConnectionId).Distinct());
    }

    private async Task StallAsync(HttpContext context)
    {
        context.RequestAborted.Register(_hungUp.SetResult);
        _received.SetResult();
        await context.StallAsync();
    }

    private async Task HelloThenStallAsync(HttpContext context)
    {
        context.RequestAborted.Register(_hungUp.SetResult);
        await context.SendAsync(TestReplica.Hello + "\n");
        await context.StallAsync();
    }

    private async Task AssertCancelledAsync(Task call)
    {
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Wait.ForAsync(call, "the call ends as cancelled")
        );
        Assert.Equal(_caller.Token, exception.CancellationToken);
        await Wait.ForAsync(_hungUp.Task, "the replica sees the hang-up");
    }
}
