using Grpc.Core;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

/// <summary>Calls that do not end well: a deadline, a cancellation, an error of the handler.</summary>
public sealed class EndedCallTests
{
    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource _cancelledAtServer = new();

    [Fact]
    public async Task A_call_past_its_deadline_fails_and_the_handler_is_told()
    {
        await using var server = await ProbeServer.StartAsync(Endless());
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(200);

        var failure = await Awaited.FailureOf(async () =>
            await server.Client().UnaryAsync(new Note(), deadline: deadline)
        );

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        // A machine so busy that the deadline passed before the request arrived has nothing to tell.
        if (_entered.Task.IsCompleted)
        {
            await _cancelledAtServer.Task.Within("the handler's token is cancelled");
        }
    }

    [Fact]
    public async Task Cancelling_a_unary_call_reaches_the_handler()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ProbeServer.StartAsync(Endless());
        using var call = server.Client().UnaryAsync(new Note(), cancellationToken: cancellation.Token);
        await _entered.Task.Within("the handler runs");

        await cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Awaited.FailureOf(() => call.ResponseAsync)).StatusCode);
        await _cancelledAtServer.Task.Within("the handler's token is cancelled");
    }

    [Fact]
    public async Task Disposing_a_stream_half_way_reaches_the_handler()
    {
        await using var server = await ProbeServer.StartAsync(Endless());
        using (var call = server.Client().Down(new Note { Text = "first" }))
        {
            Assert.True(await call.ResponseStream.MoveNext().Within("the first message"));
        }

        await _cancelledAtServer.Task.Within("the handler's token is cancelled");
    }

    [Fact]
    public async Task Cancelling_the_reader_of_a_stream_ends_the_enumeration()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ProbeServer.StartAsync(Endless());
        // Only the reader has the token, not the call.
        using var call = server.Client().Down(new Note { Text = "first" }, cancellationToken: CancellationToken.None);

        var failure = await Awaited.FailureOf(async () =>
        {
            await foreach (var note in call.ResponseStream.ReadAllAsync(cancellation.Token))
            {
                Assert.Equal("first", note.Text);
                await cancellation.CancelAsync();
            }
        });

        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await _cancelledAtServer.Task.Within("the handler's token is cancelled");
    }

    [Fact]
    public async Task Status_and_detail_of_the_handler_reach_the_caller()
    {
        var status = new Status(StatusCode.ResourceExhausted, "queue full: 100 % → later");
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript { Unary = (_, _) => throw new RpcException(status) }
        );

        using var call = server.Client().UnaryAsync(new Note());
        var failure = await Awaited.FailureOf(() => call.ResponseAsync);

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Equal("queue full: 100 % → later", failure.Status.Detail);
        Assert.Equal(StatusCode.ResourceExhausted, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_surprise_in_the_handler_is_unknown_to_the_caller_and_its_text_stays_inside()
    {
        await using var server = await ProbeServer.StartAsync(
            new ProbeScript { Unary = (_, _) => throw new InvalidOperationException("secret") }
        );

        var failure = await Awaited.FailureOf(async () => await server.Client().UnaryAsync(new Note()));

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_a_service_does_not_override_is_unimplemented()
    {
        var server = new NothingImplemented();

        var failure = await Awaited.FailureOf(() => server.Unary(new Note(), null!));

        Assert.Equal(StatusCode.Unimplemented, failure.StatusCode);
    }

    private ProbeScript Endless() =>
        new()
        {
            Unary = async (note, context) =>
            {
                await UntilCancelledAsync(context);
                return note;
            },
            Down = async (note, responses, context) =>
            {
                await responses.WriteAsync(note, context.CancellationToken);
                await UntilCancelledAsync(context);
            },
        };

    private async Task UntilCancelledAsync(ServerCallContext context)
    {
        _entered.TrySetResult();
        var cancelled = new TaskCompletionSource();
        await using var registration = context.CancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
        _cancelledAtServer.TrySetResult();
        context.CancellationToken.ThrowIfCancellationRequested();
    }

    private sealed class NothingImplemented : Probe.ProbeBase;
}
