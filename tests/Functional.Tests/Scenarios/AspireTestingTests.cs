using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>The AppHost started from a test, as Aspire's documentation shows it.</summary>
public sealed class AspireTestingTests : IDisposable
{
    private const ServerKinds All = ServerKinds.Postgres | ServerKinds.RabbitMq | ServerKinds.Redis;

    /// <summary>Servers and processes start beside the other tests, on two cores.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = RunDirectory.Create();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_test_starts_the_program_talks_to_a_resource_and_nothing_is_left()
    {
        IReadOnlyList<RunProcess> processes;
        await using (var builder = await DescribeAsync("embedded"))
        {
            await using var app = await builder.BuildAsync();
            Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("orchestrator"));
            await app.StartAsync();
            await app.ResourceNotifications.WaitForResourceHealthyAsync("orchestrator").WaitAsync(StartLimit);

            using var http = app.CreateHttpClient("orchestrator");
            using var response = await http.GetAsync(new Uri("v1/models", UriKind.Relative));

            Assert.True(response.IsSuccessStatusCode);
            Assert.Equal(app.GetEndpoint("orchestrator", "http"), http.BaseAddress);
            Assert.NotEqual(app.GetEndpoint("orchestrator", "grpc"), http.BaseAddress);
            // A port that is fixed for people would let only one test run at a time.
            Assert.NotEqual(Port, http.BaseAddress!.Port);
            processes = RunTraces.ProcessesOf(_folder.FullName);
            Assert.NotEmpty(processes);
        }

        await Wait.UntilAsync(
            () => RunTraces.ProcessesOf(_folder.FullName).Count == 0,
            $"the application's processes end: {string.Join(" | ", processes)}"
        );
    }

    [ServerFact(All)]
    public async Task The_connection_strings_of_the_local_shape_are_those_that_services_get()
    {
        await using var builder = await DescribeAsync("local");
        // Only the servers: what needs them is another test's.
        foreach (var other in builder.Resources.Where(other => other is ProjectResource or ExecutableResource).ToList())
        {
            builder.Resources.Remove(other);
        }

        await using var app = await builder.BuildAsync();
        await app.StartAsync();
        foreach (var server in (string[])["postgres", "messaging", "cache"])
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(server).WaitAsync(StartLimit);
        }

        Assert.Contains(
            "Database=orchestrator",
            await app.GetConnectionStringAsync("orchestrator"),
            StringComparison.Ordinal
        );
        Assert.StartsWith("amqp://", await app.GetConnectionStringAsync("messaging"), StringComparison.Ordinal);
        Assert.NotEmpty((await app.GetConnectionStringAsync("cache"))!);
        await Assert.ThrowsAsync<ArgumentException>(async () => await app.GetConnectionStringAsync("nobody"));
    }

    private static int Port { get; } = FreePort.Take();

    private Task<IDistributedApplicationTestingBuilder> DescribeAsync(string mode) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([
            "--mode",
            mode,
            "--simulated",
            "--port",
            $"{Port}",
            "--data",
            _folder.FullName,
            $"--Aspire:StandIn:Folder={Path.Combine(_folder.FullName, "servers")}",
        ]);
}
