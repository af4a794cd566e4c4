using Aspire.Hosting;

namespace Orchestrator.StandIns.Tests.Aspire;

/// <summary>Projects: found by path here, so that MSBuild is asked where they are built to.</summary>
public sealed class ProjectTests
{
    [Fact]
    public async Task A_project_listens_where_its_endpoints_say_and_is_known_by_its_name_in_telemetry()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) =>
                builder
                    .AddProject("my-web", Probe.Project)
                    .WithHttpEndpoint()
                    .WithHttpEndpoint(name: "second")
                    .WithHttpHealthCheck("/")
        );
        await app.HealthyAsync("my-web");

        var variables = Probe.Variables(await app.GetAsync("my-web", "env"));

        var addresses = variables["ASPNETCORE_URLS"].Split(';');
        Assert.Equal(2, addresses.Length);
        Assert.All(addresses, address => Assert.StartsWith("http://localhost:", address, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Endpoint("my-web", "http").Url, addresses);
        Assert.Equal(
            variables["ASPNETCORE_URLS"],
            Probe.Variables(await app.GetAsync("my-web", "env", "second"))["ASPNETCORE_URLS"]
        );
        Assert.Equal("my-web", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal("service.instance.id=my-web", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.Equal("simple", variables["LOGGING__CONSOLE__FORMATTERNAME"]);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", variables.Keys);
        Assert.Equal(Path.GetDirectoryName(Probe.Project), await app.GetAsync("my-web", "folder"));
    }

    [Fact]
    public async Task A_receiver_of_telemetry_is_passed_on()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, _) => builder.AddProject("web", Probe.Project).WithHttpEndpoint().WithHttpHealthCheck("/"),
            "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317",
            "AppHost:OtlpApiKey=key-of-the-dashboard",
            "environment=Development"
        );
        await app.HealthyAsync("web");

        var variables = Probe.Variables(await app.GetAsync("web", "env"));

        Assert.Equal("http://localhost:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=key-of-the-dashboard", variables["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal("in_memory", variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]);
        Assert.Equal("1000", variables["OTEL_BSP_SCHEDULE_DELAY"]);
        Assert.Equal("always_on", variables["OTEL_TRACES_SAMPLER"]);
    }

    [Fact]
    public async Task A_launch_profile_brings_variables_arguments_and_addresses()
    {
        var port = FreePort.Take();
        await using var app = await AspireApp.StartAsync(
            (builder, folder) =>
                builder
                    .AddProject("web", ProjectWithProfiles(folder, port))
                    .WithEnvironment("FROM_PROFILE", "no, from the application")
                    .WithArgs("last")
                    .WithHttpHealthCheck("/")
        );
        await app.HealthyAsync("web");

        var variables = Probe.Variables(await app.GetAsync("web", "env"));

        Assert.Equal(port, app.Endpoint("web", "http").Port);
        Assert.Equal("of-the-profile", variables["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal("Development", variables["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("no, from the application", variables["FROM_PROFILE"]);
        Assert.Equal("first\nsecond one\nlast", await app.GetAsync("web", "args"));
    }

    [Fact]
    public async Task A_project_without_addresses_gets_none()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, folder) => builder.AddProject("idle", ProjectWithProfiles(folder, 1), launchProfileName: null)
        );

        var running = await app.StateAsync("idle", "Running");

        Assert.Empty(running.Snapshot.Urls);
    }

    [Fact]
    public async Task A_project_that_is_not_built_says_so()
    {
        await using var app = await AspireApp.StartAsync(
            (builder, folder) =>
            {
                var project = Path.Combine(folder, "NotBuilt.csproj");
                File.WriteAllText(
                    project,
                    "<Project><Target Name=\"Nothing\" /><PropertyGroup><TargetPath>/nowhere/NotBuilt.dll</TargetPath></PropertyGroup></Project>"
                );
                builder.AddProject("web", project);
            }
        );

        await app.StateAsync("web", "FailedToStart");
        var result = await app.CommandAsync("web", "resource-start");

        Assert.False(result.Success);
        Assert.Contains("is not built", result.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("/nowhere/NotBuilt.dll", result.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_is_not_there_is_an_error()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-");
        var builder = AspireApp.Builder(folder.FullName);

        var error = Assert.Throws<DistributedApplicationException>(() =>
            builder.AddProject("web", ProjectWithProfiles(folder.FullName, 1), "absent")
        );

        Assert.Equal("Launch settings file does not contain 'absent' profile.", error.Message);
        folder.Delete(recursive: true);
    }

    /// <summary>A project file that leads to the probe's program, with launch settings.</summary>
    private static string ProjectWithProfiles(string folder, int port)
    {
        Directory.CreateDirectory(Path.Combine(folder, "Properties"));
        File.WriteAllText(
            Path.Combine(folder, "Properties", "launchSettings.json"),
            $$"""
            {
              // comments are allowed here
              "profiles": {
                "not-a-project": { "commandName": "Executable" },
                "of-the-profile": {
                  "commandName": "Project",
                  "commandLineArgs": "first \"second one\"",
                  "applicationUrl": "http://localhost:{{port}}",
                  "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development", "FROM_PROFILE": "yes" }
                }
              }
            }
            """
        );
        var project = Path.Combine(folder, "Web.csproj");
        File.WriteAllText(
            project,
            $"<Project><Target Name=\"Nothing\" /><PropertyGroup><TargetPath>{Probe.Program}</TargetPath></PropertyGroup></Project>"
        );
        return project;
    }
}
