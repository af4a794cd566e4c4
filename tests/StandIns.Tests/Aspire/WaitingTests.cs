using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>What waits for what, and how health gets into it.</summary>
public sealed class WaitingTests
{
    [Fact]
    public async Task Who_waits_starts_when_the_dependency_is_healthy_and_its_ready_handlers_have_ended()
    {
        var healthy = false;
        var ready = new TaskCompletionSource();
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                builder
                    .Services.AddHealthChecks()
                    .AddCheck(
                        "check",
                        () => Volatile.Read(ref healthy) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy()
                    );
                var server = builder
                    .AddShell("server", "exec sleep 600")
                    .WithHealthCheck("check")
                    .OnResourceReady((_, _, _) => ready.Task);
                builder.AddShell("caller", "exec sleep 600").WaitFor(server);
                builder.AddShell("hasty", "exec sleep 600").WaitForStart(server);
            }
        );

        await app.StateAsync("hasty", "Running");
        await app.StateAsync("server", "Running");
        Assert.Equal("Waiting", app.Snapshot("caller").State?.Text);
        Assert.Equal(HealthStatus.Unhealthy, app.Snapshot("server").HealthStatus);

        Volatile.Write(ref healthy, true);
        await Wait.UntilAsync(() => app.Snapshot("server").ResourceReadyEvent is not null, "the server is ready");
        Assert.Equal("Waiting", app.Snapshot("caller").State?.Text);

        ready.SetResult();
        await app.StateAsync("caller", "Running");
    }

    [Fact]
    public async Task A_health_check_over_http_wants_exactly_its_status()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddServer("web").WithHttpHealthCheck("/", 503)
        );
        await app.StateAsync("web", "Running");
        await Wait.UntilAsync(
            () =>
                app.Snapshot("web")
                    .HealthReports.Any(report => report.Description?.Contains("200", StringComparison.Ordinal) == true),
            "the check has seen the wrong status"
        );
        Assert.Equal("web_http_/_503_check", app.Snapshot("web").HealthReports.Single().Name);

        await app.GetAsync("web", "status/503");

        await app.HealthyAsync("web");
    }

    [Theory]
    [InlineData(0, 0, "Running")]
    [InlineData(3, 3, "Running")]
    [InlineData(3, 0, "FailedToStart")]
    public async Task Who_waits_for_completion_wants_its_exit_code(int actual, int expected, string state)
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var job = builder.AddShell("job", $"exit {actual}");
                builder.AddShell("after", "exec sleep 600").WaitForCompletion(job, expected);
            }
        );

        await app.StateAsync("after", state);

        Assert.Equal("Finished", app.Snapshot("job").State?.Text);
        Assert.Equal(actual, app.Snapshot("job").ExitCode);
    }

    [Fact]
    public async Task Who_waits_for_something_that_cannot_start_fails_with_it()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var broken = builder.AddExecutable("broken", "no-such-program-anywhere", ".");
                builder.AddShell("caller", "exec sleep 600").WaitFor(broken);
            }
        );

        await app.StateAsync("caller", "FailedToStart");

        Assert.Equal("FailedToStart", app.Snapshot("broken").State?.Text);
        Assert.Contains("no-such-program-anywhere", app.Log("broken"), StringComparison.Ordinal);
        Assert.Contains("Dependency resource 'broken' failed to start.", app.Log("caller"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_wait_for_something_unavailable_goes_on_when_it_is_there_after_all()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var late = builder.AddShell("late", "test -f allowed && exec sleep 600");
                builder.AddShell("caller", "exec sleep 600").WaitFor(late, WaitBehavior.WaitOnResourceUnavailable);
            }
        );
        await app.StateAsync("late", "Finished");

        await File.WriteAllTextAsync(Path.Combine(app.Folder, "allowed"), string.Empty);
        await app.CommandAsync("late", "resource-start");

        await app.StateAsync("caller", "Running");
    }

    [Fact]
    public async Task A_child_has_its_parents_state_and_waiting_for_it_waits_for_both()
    {
        var created = false;
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                builder
                    .Services.AddHealthChecks()
                    .AddCheck(
                        "child",
                        () => Volatile.Read(ref created) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy()
                    );
                var server = builder.AddShell("server", "exec sleep 600").WithExplicitStart();
                server.OnResourceReady(
                    (_, _, _) =>
                    {
                        Volatile.Write(ref created, true);
                        return Task.CompletedTask;
                    }
                );
                var child = builder.AddResource(new Child("child", server.Resource)).WithHealthCheck("child");
                builder.AddShell("caller", "exec sleep 600").WaitFor(child);
            }
        );
        await app.StateAsync("child", "NotStarted");
        await app.StateAsync("caller", "Waiting");

        await app.CommandAsync("server", "resource-start");

        await app.HealthyAsync("child");
        await app.StateAsync("caller", "Running");
    }

    [Fact]
    public void Waiting_for_oneself_or_for_the_parent_is_an_error()
    {
        var builder = AspireApp.Builder(Path.GetTempPath());
        var server = builder.AddShell("server", "exit");
        var child = builder.AddResource(new Child("child", server.Resource));

        Assert.Equal(
            "The 'server' resource cannot wait for itself.",
            Assert.Throws<DistributedApplicationException>(() => server.WaitFor(server)).Message
        );
        Assert.Equal(
            "The 'child' resource cannot wait for its parent 'server'.",
            Assert.Throws<DistributedApplicationException>(() => child.WaitFor(server)).Message
        );
    }

    private sealed class Child(string name, ExecutableResource parent)
        : Resource(name),
            IResourceWithParent<ExecutableResource>,
            IResourceWithWaitSupport
    {
        public ExecutableResource Parent { get; } = parent;
    }
}
