using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>Starting, stopping and starting again; what ends by itself; in which order all of it stops.</summary>
public sealed class LifecycleTests
{
    [Fact]
    public async Task A_killed_process_is_not_restarted_until_someone_starts_it_on_the_same_ports()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddServer("web").WithHttpHealthCheck("/")
        );
        await app.HealthyAsync("web");
        var (url, before) = (app.Endpoint("web", "http").Url, await app.GetAsync("web", "pid"));
        Assert.Equal(before, ProcessId(app, "web"));

        Process.GetProcessById(int.Parse(before, CultureInfo.InvariantCulture)).Kill();
        var ended = await app.StateAsync("web", "Finished");
        Assert.Equal(137, ended.Snapshot.ExitCode);
        Assert.Null(ended.Snapshot.HealthStatus);

        Assert.True((await app.CommandAsync("web", "resource-start")).Success);
        await app.HealthyAsync("web");

        Assert.Equal(url, app.Endpoint("web", "http").Url);
        Assert.NotEqual(before, await app.GetAsync("web", "pid"));
        Assert.Null(app.Snapshot("web").ExitCode);
    }

    [Fact]
    public async Task Stop_start_and_restart_are_commands()
    {
        await using var app = await AspireApp.StartAsync((builder, _) => builder.AddShell("job", "exec sleep 600"));
        await app.StateAsync("job", "Running");
        var first = ProcessId(app, "job");

        Assert.True((await app.CommandAsync("job", "resource-stop")).Success);
        Assert.Equal("Exited", app.Snapshot("job").State?.Text);
        Assert.True((await app.CommandAsync("job", "resource-start")).Success);
        var second = ProcessId(app, "job");
        Assert.True((await app.CommandAsync("job", "resource-restart")).Success);

        Assert.Equal("Running", app.Snapshot("job").State?.Text);
        Assert.Equal(3, new[] { first, second, ProcessId(app, "job") }.Distinct().Count());
    }

    [Fact]
    public async Task What_starts_on_request_waits_for_it()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddShell("tool", "exec sleep 600").WithExplicitStart()
        );
        Assert.Equal("NotStarted", app.Snapshot("tool").State?.Text);

        await app.CommandAsync("tool", "resource-start");

        Assert.Equal("Running", app.Snapshot("tool").State?.Text);
    }

    [Fact]
    public async Task A_waiting_resource_can_be_stopped()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
                builder
                    .AddShell("caller", "exec sleep 600")
                    .WaitFor(builder.AddShell("tool", "exec sleep 600").WithExplicitStart())
        );
        await app.StateAsync("caller", "Waiting");

        await app.CommandAsync("caller", "resource-stop");

        await app.StateAsync("caller", "Exited");
    }

    [Fact]
    public async Task A_command_of_ones_own_runs_with_its_result()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
                builder
                    .AddShell("job", "exec sleep 600")
                    .WithCommand(
                        "say",
                        "Say",
                        context => Task.FromResult(CommandResults.Failure($"from {context.ResourceName}"))
                    )
                    .WithCommand("throw", "Throw", _ => throw new InvalidOperationException("broken"))
        );

        Assert.Equal("from job", (await app.CommandAsync("job", "say")).ErrorMessage);
        Assert.Equal("broken", (await app.CommandAsync("job", "throw")).ErrorMessage);
        Assert.Contains(
            "not available",
            (await app.CommandAsync("job", "absent")).ErrorMessage,
            StringComparison.Ordinal
        );
        Assert.Contains("not found", (await app.CommandAsync("absent", "say")).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_depends_on_others_stops_before_them()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                var bottom = builder.AddShell("bottom", Recording("bottom")).WithHttpEndpoint();
                var middle = builder.AddShell("middle", Recording("middle")).WithReference(bottom.GetEndpoint("http"));
                builder.AddShell("top", Recording("top")).WaitFor(middle);
            }
        );
        await Task.WhenAll(app.FileAsync("bottom.up"), app.FileAsync("middle.up"), app.FileAsync("top.up"));

        await Wait.ForAsync(app.App.StopAsync(), "the application stops");

        Assert.Equal("top\nmiddle\nbottom", await app.FileAsync("order"));
    }

    [Fact]
    public async Task What_does_not_stop_is_killed_after_its_time()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddShell("stubborn", "trap '' TERM; touch up; while :; do sleep 1; done"),
            "Aspire:StandIn:StopGrace=00:00:00.3"
        );
        await app.FileAsync("up");

        await app.CommandAsync("stubborn", "resource-stop");

        Assert.Equal(137, app.Snapshot("stubborn").ExitCode);
    }

    [Fact]
    public async Task A_container_says_that_there_is_no_engine()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddContainer("box", "some/image", "1")
        );

        await app.StateAsync("box", "FailedToStart");

        Assert.Contains("has no container engine", app.Log("box"), StringComparison.Ordinal);
    }

    private static string Recording(string name) =>
        $"trap 'echo {name} >> order; exit 0' TERM; touch {name}.up; while :; do sleep 0.1; done";

    private static string? ProcessId(AspireApp app, string id) =>
        (string?)app.Snapshot(id).Properties.Single(property => property.Name == "executable.pid").Value;
}
