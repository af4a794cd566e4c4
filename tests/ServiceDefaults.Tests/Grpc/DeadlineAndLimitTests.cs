using Google.Protobuf;
using Grpc.Core;
using Orchestrator.ServiceDefaults.Tests.EchoV1;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Grpc;

public sealed class DeadlineAndLimitTests
{
    [Fact]
    public async Task A_unary_call_without_a_deadline_gets_the_default_one_and_the_handler_is_told()
    {
        var wasCancelled = new TaskCompletionSource();
        var script = new EchoScript
        {
            Say = async (_, context) =>
            {
                await using var told = context.CancellationToken.Register(() => wasCancelled.TrySetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.CancellationToken);
                return "";
            },
        };
        await using var app = await EchoApp.StartAsync(
            script,
            new Dictionary<string, string?> { ["Grpc:UnaryDeadline"] = "00:00:03" }
        );

        // Long enough for the call to reach its handler on a busy machine.
        var status = await Wait.ForAsync(
            app.Client().SayAsync(new EchoRequest()).StatusOf(),
            "the call meets its deadline"
        );

        Assert.Equal(StatusCode.DeadlineExceeded, status.StatusCode);
        await Wait.ForAsync(wasCancelled.Task, "the handler is cancelled");
    }

    [Fact]
    public async Task A_deadline_of_the_caller_is_kept_and_a_stream_has_none()
    {
        var unary = new TaskCompletionSource<DateTime>();
        var stream = new TaskCompletionSource<DateTime>();
        var script = new EchoScript
        {
            Say = (_, context) =>
            {
                unary.SetResult(context.Deadline);
                return Task.FromResult("");
            },
            Repeat = (_, context) =>
            {
                stream.SetResult(context.Deadline);
                return Task.CompletedTask;
            },
        };
        await using var app = await EchoApp.StartAsync(script);
        var due = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(7);

        await app.Client().SayAsync(new EchoRequest(), deadline: due);
        using var call = app.Client().Repeat(new EchoRequest());
        await call.ResponseStream.MoveNext();

        Assert.Equal(due, await unary.Task, TimeSpan.FromSeconds(10));
        Assert.Equal(DateTime.MaxValue, await stream.Task);
    }

    [Fact]
    public async Task A_message_as_large_as_the_limit_arrives_and_a_larger_one_is_refused_by_name()
    {
        var script = new EchoScript { Say = (request, _) => Task.FromResult(request.Payload.Length.ToString()) };
        // The client allows more than the server: the server's own limit is what is tested.
        await using var app = await EchoApp.StartAsync(script);
        await using var client = await EchoApp.StartAsync(
            settings: new Dictionary<string, string?> { ["Grpc:MaxMessageBytes"] = "100000000" }
        );
        var echo = client.Get<GrpcPeers>().ClientAt<Echo.EchoClient>(app.Grpc);

        // Above Kestrel's 30 MB for a body, below our 32 MiB.
        var fits = await echo.SayAsync(With(32 * 1024 * 1024 - 1024));
        var status = await echo.SayAsync(With(32 * 1024 * 1024)).StatusOf();

        Assert.Equal("33553408", fits.Text);
        Assert.Equal(StatusCode.ResourceExhausted, status.StatusCode);
    }

    private static EchoRequest With(int bytes) => new() { Payload = ByteString.CopyFrom(new byte[bytes]) };
}
