using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.ServiceDefaults.Tests.EchoV1;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Stopping;

public sealed class GracefulStopTests
{
    private readonly TaskCompletionSource _entered = new();
    private readonly TaskCompletionSource _leave = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_stopping_process_finishes_what_runs_and_refuses_what_is_new()
    {
        await using var app = await StartAsync();
        var running = app.Http.GetStringAsync("/work");
        await Wait.ForAsync(_entered.Task, "the request is being worked on");

        var stop = app.StopAsync();
        await Wait.UntilAsync(() => app.Get<RunningWork>().IsStopping, "the process knows that it stops");
        var refused = await app.Http.GetAsync("/quick");
        using var channel = app.Stranger();
        var refusedCall = await new Echo.EchoClient(channel).SayAsync(new EchoRequest()).StatusOf();
        var ready = await app.Http.GetAsync("/ready");
        var alive = await app.Http.GetAsync("/alive");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(StatusCode.Unavailable, refusedCall.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        Assert.False(stop.IsCompleted);
        _leave.SetResult();
        Assert.Equal("done", await Wait.ForAsync(running, "the running request is answered"));
        await Wait.ForAsync(stop, "the process stops");
    }

    [Fact]
    public async Task Running_work_may_still_call_this_very_process()
    {
        await using var app = await StartAsync();
        var running = app.Http.GetStringAsync("/work-then-call");
        await Wait.ForAsync(_entered.Task, "the request is being worked on");

        var stop = app.StopAsync();
        await Wait.UntilAsync(() => app.Get<RunningWork>().IsStopping, "the process knows that it stops");
        _leave.SetResult();

        Assert.Equal("called", await Wait.ForAsync(running, "the running request is answered"));
        await Wait.ForAsync(stop, "the process stops");
    }

    [Fact]
    public async Task Another_process_of_the_system_is_refused_and_finds_another_instance()
    {
        await using var app = await StartAsync();
        await using var other = await EchoApp.StartAsync();
        var running = app.Http.GetStringAsync("/work");
        await Wait.ForAsync(_entered.Task, "the request is being worked on");

        var stop = app.StopAsync();
        await Wait.UntilAsync(() => app.Get<RunningWork>().IsStopping, "the process knows that it stops");
        var call = other.Get<GrpcPeers>().ClientAt<Echo.EchoClient>(app.Grpc).SayAsync(new EchoRequest());

        Assert.Equal(StatusCode.Unavailable, (await call.StatusOf()).StatusCode);
        _leave.SetResult();
        await Wait.ForAsync(running, "the running request is answered");
        await Wait.ForAsync(stop, "the process stops");
    }

    [Fact]
    public async Task Work_that_outlives_the_limit_is_aborted_and_said_so()
    {
        await using var app = await StartAsync(
            new() { ["Stopping:Limit"] = "00:00:00.100", ["Stopping:CleanUpLimit"] = "00:00:01" }
        );
        var running = app.Http.GetStringAsync("/work");
        await Wait.ForAsync(_entered.Task, "the request is being worked on");

        await Wait.ForAsync(app.StopAsync(), "the process stops although work still runs");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => Wait.ForAsync(running, "the caller sees the end"));
        var warning = Assert.Single(app.Log.Lines, line => line.Level == LogLevel.Warning);
        Assert.Contains("1 pieces of work", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_outlives_its_request_is_waited_for()
    {
        await using var app = await StartAsync();
        var piece = app.Get<RunningWork>().Begin();

        var stop = app.StopAsync();
        await Wait.UntilAsync(() => app.Get<RunningWork>().IsStopping, "the process knows that it stops");
        Assert.False(stop.IsCompleted);
        piece.Dispose();

        await Wait.ForAsync(stop, "the process stops");
    }

    [Fact]
    public async Task A_long_watch_that_ends_with_the_process_does_not_hold_it_up()
    {
        var script = new EchoScript();
        await using var app = await EchoApp.StartAsync(script);
        script.Repeat = async (stream, context) =>
        {
            var stopping = app.Get<IHostApplicationLifetime>().ApplicationStopping;
            await stream.WriteAsync(new EchoReply(), context.CancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
        };
        using var watch = app.Client().Repeat(new EchoRequest());
        Assert.True(await Wait.ForAsync(watch.ResponseStream.MoveNext(), "the watch begins"));

        await Wait.ForAsync(app.StopAsync(), "the process stops");
    }

    [Fact]
    public async Task The_host_allows_the_whole_stop_the_time_of_both_limits()
    {
        await using var app = await TestApp.StartAsync();

        var host = app.Get<Microsoft.Extensions.Options.IOptions<HostOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(40), host.ShutdownTimeout);
    }

    private Task<TestApp> StartAsync(Dictionary<string, string?>? settings = null) =>
        EchoApp.StartAsync(
            settings: settings,
            map: web =>
            {
                web.MapGet("/quick", () => "quick");
                web.MapGet("/work", WorkAsync);
                web.MapGet(
                    "/work-then-call",
                    async (GrpcPeers peers, CancellationToken cancellationToken) =>
                    {
                        await WorkAsync();
                        var echo = peers.ClientOf<Echo.EchoClient>("echo");
                        return (
                            await echo.SayAsync(
                                new EchoRequest { Text = "called" },
                                cancellationToken: cancellationToken
                            )
                        ).Text;
                    }
                );
            }
        );

    private async Task<string> WorkAsync()
    {
        _entered.SetResult();
        await _leave.Task;
        return "done";
    }
}
