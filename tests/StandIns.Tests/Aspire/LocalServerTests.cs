using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.LocalServers;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>Private servers, as the stand-ins of the databases and the bus start them.</summary>
public sealed class LocalServerTests
{
    [Fact]
    public async Task A_server_keeps_its_folder_and_its_port_over_a_restart()
    {
        await using var app = await AspireApp.StartAsync((builder, _) => AddServer(builder));
        await app.StateAsync("server", "Running");
        await Wait.UntilAsync(() => Starts(app).Length == 1, "the server has started");

        await app.CommandAsync("server", "resource-stop");
        Assert.Equal("Exited", app.Snapshot("server").State?.Text);
        await app.CommandAsync("server", "resource-start");
        await Wait.UntilAsync(() => Starts(app).Length == 2, "the server has started again");

        Assert.Single(Starts(app).Distinct());
        Assert.Equal($"port {app.Endpoint("server", "tcp").Port}", Starts(app)[0]);
    }

    [Fact]
    public async Task Its_folder_goes_with_the_application()
    {
        await using var app = await AspireApp.StartAsync((builder, _) => AddServer(builder));
        await Wait.UntilAsync(() => Starts(app).Length == 1, "the server has started");
        var folder = Directory.GetDirectories(app.Folder).Single();

        await Wait.ForAsync(app.App.StopAsync(), "the application stops");

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Why_a_server_cannot_be_started_is_in_its_log()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
                builder
                    .AddContainer("server", "image")
                    .WithAnnotation(
                        new LocalServerAnnotation(
                            (_, _) => throw new DistributedApplicationException("Install it first.")
                        )
                    )
        );

        await app.StateAsync("server", "FailedToStart");

        Assert.Contains("Install it first.", app.Log("server"), StringComparison.Ordinal);
    }

    /// <summary>Adds a line to a file of its folder at each start.</summary>
    private static void AddServer(IDistributedApplicationBuilder builder) =>
        builder
            .AddContainer("server", "image")
            .WithEndpoint(targetPort: 5432, name: "tcp")
            .WithAnnotation(
                new LocalServerAnnotation(
                    (context, _) =>
                    {
                        var script = $"echo port {context.PortOf("tcp")} >> data; cat data; exec sleep 600";
                        var command = new ProcessStartInfo("sh")
                        {
                            WorkingDirectory = context.Folder,
                            ArgumentList = { "-c", script },
                        };
                        return Task.FromResult<ILocalServer>(context.Start(command));
                    }
                )
            );

    private static string[] Starts(AspireApp app)
    {
        var file = Directory.GetFiles(app.Folder, "data", SearchOption.AllDirectories).SingleOrDefault();
        return file is null ? [] : File.ReadAllLines(file);
    }
}
