using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Gateway.Tests.Fakes;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Tests.Edge;

/// <summary>What happens when something unforeseen happens, and when the process is stopped.</summary>
public sealed class LastLineTests
{
    private const string Ask = """{"model":"auto","messages":[{"role":"user","content":"x"}]}""";

    [Theory]
    [InlineData("/v1/chat/completions", "{\"error\":{\"message\":\"Something went wrong here. The trace id is ")]
    [InlineData("/api/chat", "{\"error\":\"Something went wrong here. The trace id is ")]
    public async Task A_fault_of_ours_is_a_500_in_the_dialect_without_a_stack_trace_and_is_logged_once(
        string path,
        string expected
    )
    {
        await using var app = await GatewayApp.StartAsync(
            null,
            builder => builder.Services.AddSingleton(new IdSource(new StoppedClock()))
        );

        var (status, body) = await app.AskAsync(path, Ask);

        Assert.Equal(500, status);
        Assert.StartsWith(expected, body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.DoesNotContain("clockwork", body, StringComparison.Ordinal);
        Assert.Single(app.Errors);
    }

    [Fact]
    public async Task A_stopping_gateway_refuses_in_the_dialect_and_finishes_what_runs()
    {
        await using var app = await GatewayApp.StartAsync();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        app.Worker.OnGenerate = async (_, stream, _) =>
        {
            called.SetResult();
            await goOn.Task;
            await Answers.SayAsync(stream, "finished");
        };
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        await using var onStopping = lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());

        var running = app.AskAsync("/v1/chat/completions", Ask);
        await called.Task.Within("the run reaches its worker");
        lifetime.StopApplication();
        await stopping.Task.Within("the process stops");
        using var refused = await app.PostAsync("/api/chat", Ask, CancellationToken.None);
        goOn.SetResult();
        var (status, body) = await running;

        Assert.Equal(503, (int)refused.StatusCode);
        Assert.Equal(
            """{"error":"This gateway is being stopped."}""",
            await refused.Content.ReadAsStringAsync(CancellationToken.None)
        );
        Assert.Equal(200, status);
        Assert.Contains("finished", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_from_the_settings_is_let_in()
    {
        await using var app = await GatewayApp.StartAsync("--Gateway:Access:AllowedHosts:0=gateway.internal");
        using var raw = await RawHttp.ConnectAsync(app.Http);

        await raw.SendAsync("GET /v1/models HTTP/1.1\r\nHost: gateway.internal:8080\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", await raw.ReadAnswerAsync(), StringComparison.Ordinal);
    }

    /// <summary>Something that nothing expects to fail.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("The clockwork is broken.");
    }
}
