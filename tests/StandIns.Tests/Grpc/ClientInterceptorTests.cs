using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class ClientInterceptorTests
{
    private readonly ConcurrentQueue<string> _seen = [];

    [Theory]
    [InlineData("blocking")]
    [InlineData("unary")]
    [InlineData("down")]
    [InlineData("up")]
    [InlineData("both")]
    public async Task Every_kind_of_call_passes_the_chain_from_first_to_last(string kind)
    {
        var trail = new TaskCompletionSource<string>();
        await using var server = await ProbeServer.StartAsync(ReportingTrail(trail));
        var chain = server.Channel().Intercept(Named("a"), Named("b")).Intercept(Named("outer"));

        await CallAsync(new Probe.ProbeClient(chain), kind);

        Assert.Equal([$"outer {kind}", $"a {kind}", $"b {kind}"], _seen);
        Assert.Equal("outer, a, b", await trail.Task.Within("the handler runs"));
    }

    [Theory]
    [InlineData("blocking")]
    [InlineData("unary")]
    [InlineData("down")]
    [InlineData("up")]
    [InlineData("both")]
    public async Task A_function_can_set_the_headers_of_every_kind_of_call(string kind)
    {
        var trail = new TaskCompletionSource<string>();
        await using var server = await ProbeServer.StartAsync(ReportingTrail(trail));
        var invoker = server
            .Channel()
            .Intercept(headers =>
            {
                headers.Add("x-trail", "function");
                return headers;
            });

        await CallAsync(new Probe.ProbeClient(invoker), kind);

        Assert.Equal("function", await trail.Task.Within("the handler runs"));
    }

    [Fact]
    public void A_null_interceptor_is_refused_at_once()
    {
        var invoker = new RecordingInvoker();

        Assert.Throws<ArgumentNullException>(() => invoker.Intercept((Interceptor)null!));
        Assert.Throws<ArgumentNullException>(() => invoker.Intercept(Named("a"), null!));
        Assert.Throws<ArgumentNullException>(() => invoker.Intercept((Func<Metadata, Metadata>)null!));
    }

    private TrailInterceptor Named(string name) => new(name, _seen);

    private static ProbeScript ReportingTrail(TaskCompletionSource<string> trail)
    {
        void Report(ServerCallContext context) =>
            trail.SetResult(string.Join(", ", context.RequestHeaders.GetAll("x-trail").Select(entry => entry.Value)));
        var echo = new ProbeScript();
        return new ProbeScript
        {
            Unary = (note, context) =>
            {
                Report(context);
                return echo.Unary(note, context);
            },
            Down = (note, responses, context) =>
            {
                Report(context);
                return echo.Down(note, responses, context);
            },
            Up = (requests, context) =>
            {
                Report(context);
                return echo.Up(requests, context);
            },
            Both = (requests, responses, context) =>
            {
                Report(context);
                return echo.Both(requests, responses, context);
            },
        };
    }

    private static async Task CallAsync(Probe.ProbeClient client, string kind)
    {
        switch (kind)
        {
            case "blocking":
                client.Unary(new Note());
                break;
            case "unary":
                await client.UnaryAsync(new Note());
                break;
            case "down":
                using (var down = client.Down(new Note()))
                {
                    await down.ResponseStream.All();
                }

                break;
            case "up":
                using (var up = client.Up())
                {
                    await up.RequestStream.CompleteAsync();
                    await up;
                }

                break;
            default:
                using (var both = client.Both())
                {
                    await both.RequestStream.CompleteAsync();
                    await both.ResponseStream.All();
                }

                break;
        }
    }
}
