using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyMetadata("aspire-project-output:/told/Told.csproj", "/told/bin/Told.dll")]

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>The model's parts that are neither waits nor endpoints: events, addresses to show, projects by their classes.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task Events_come_in_the_order_of_a_resources_life()
    {
        var events = new List<string>();
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
            {
                builder.Eventing.Subscribe<BeforeStartEvent>(
                    (@event, _) => Note($"before start of {@event.Model.Resources.Count}")
                );
                builder
                    .AddShell("job", "exec sleep 600")
                    .WithHttpEndpoint()
                    .OnResourceEndpointsAllocated(
                        (job, _, _) => Note($"endpoints {job.GetEndpoint("http").IsAllocated}")
                    )
                    .OnBeforeResourceStarted((_, _, _) => Note("before"))
                    .OnResourceReady((_, _, _) => Note("ready"))
                    .OnResourceStopped((_, @event, _) => Note($"stopped {@event.ResourceEvent.Snapshot.State?.Text}"));
            }
        );
        await app.HealthyAsync("job");

        await app.CommandAsync("job", "resource-stop");

        lock (events)
        {
            Assert.Equal(["before start of 1", "endpoints True", "before", "ready", "stopped Exited"], events);
        }

        Task Note(string text)
        {
            lock (events)
            {
                events.Add(text);
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Addresses_can_be_added_changed_and_given_a_path()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
                builder
                    .AddShell("web", "exec sleep 600")
                    .WithHttpEndpoint()
                    .WithHttpEndpoint(name: "grpc")
                    .WithUrl("https://docs.example.com", "Docs")
                    .WithUrlForEndpoint("http", url => url.Url += "/ui")
                    .WithUrlForEndpoint("grpc", url => url.DisplayLocation = UrlDisplayLocation.DetailsOnly)
                    .WithUrlForEndpoint(
                        "http",
                        endpoint => new ResourceUrlAnnotation { Url = "/health", Endpoint = endpoint }
                    )
        );
        var (http, grpc) = (app.Endpoint("web", "http").Url, app.Endpoint("web", "grpc").Url);

        var urls = app.Snapshot("web").Urls.ToDictionary(url => url.Url, StringComparer.Ordinal);

        Assert.Equal(
            new[] { $"{http}/ui", grpc, $"{http}/health", "https://docs.example.com" }.Order(StringComparer.Ordinal),
            urls.Keys.Order(StringComparer.Ordinal)
        );
        Assert.True(urls[grpc].IsInternal);
        Assert.Equal("Docs", urls["https://docs.example.com"].DisplayProperties.DisplayName);
    }

    [Fact]
    public async Task A_project_class_is_started_from_the_program_that_its_assembly_tells()
    {
        await using var app = await AspireApp.StartAsync((builder, _) => builder.AddProject<Told>("told"));

        await app.StateAsync("told", "FailedToStart");

        Assert.Contains("there is no '/told/bin/Told.dll'", app.Log("told"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kestrels_own_endpoints_take_the_place_of_the_profiles()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, folder) =>
            {
                File.WriteAllText(
                    Path.Combine(folder, "appsettings.json"),
                    """{ "Kestrel": { "Endpoints": { "Grpc": { "Url": "http://*:5001", "Protocols": "Http2" } } } }"""
                );
                builder.AddProject<Told>("told");
                var web = builder.AddProject("web", WebProject(folder));
                builder.AddRecorder("caller").WithReference(web);
            },
            "DcpPublisher:RandomizePorts=true"
        );
        var endpoint = app.Endpoint("web", "grpc");

        var variables = await app.VariablesAsync("caller");

        Assert.Equal("http2", endpoint.EndpointAnnotation.Transport);
        Assert.Equal(endpoint.Url, variables["services__web__grpc__0"]);
        Assert.False(app.Endpoint("web", "http").Exists);
    }

    [Fact]
    public async Task A_watcher_hears_what_is_known_and_what_follows()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddShell("job", "exec sleep 600").WithExplicitStart()
        );
        var states = new List<string?>();
        var heard = new TaskCompletionSource();
        var watching = Task.Run(async () =>
        {
            await foreach (var change in app.Notifications.WatchAsync())
            {
                states.Add(change.Snapshot.State?.Text);
                heard.TrySetResult();
                if (change.Snapshot.State?.Text == "Running")
                {
                    break;
                }
            }
        });

        await Wait.ForAsync(heard.Task, "the watcher hears what is known");
        await app.CommandAsync("job", "resource-start");
        await Wait.ForAsync(watching, "the watcher hears of the start");

        Assert.Equal("Running", states[^1]);
        Assert.True(states.Count > 1);
    }

    [Fact]
    public async Task Logs_can_be_watched()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddShell("job", "echo one; echo two >&2; exec sleep 600")
        );
        var lines = new List<LogLine>();

        await Wait.ForAsync(
            Task.Run(async () =>
            {
                await foreach (
                    var batch in app.App.Services.GetRequiredService<ResourceLoggerService>().WatchAsync("job")
                )
                {
                    lines.AddRange(batch);
                    if (lines.Count == 2)
                    {
                        break;
                    }
                }
            }),
            "both lines are seen"
        );

        Assert.False(lines.Single(line => line.Content == "one").IsErrorMessage);
        Assert.True(lines.Single(line => line.Content == "two").IsErrorMessage);
    }

    private static string WebProject(string folder)
    {
        var project = Path.Combine(folder, "Web.csproj");
        File.WriteAllText(project, "<Project />");
        return project;
    }

    private sealed class Told : IProjectMetadata
    {
        public string ProjectPath => "/told/Told.csproj";

        public LaunchSettings? LaunchSettings => new();
    }
}
