using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Orchestrator.Testing.Servers;

namespace Orchestrator.AppHost.Tests;

/// <summary>What the program describes, read from the model before anything starts.</summary>
public sealed class PictureTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task The_embedded_shape_is_one_process_and_its_replicas()
    {
        await using var builder = await DescribeAsync("embedded");

        Assert.Equal(
            ["orchestrator", "sim-coder", "sim-large", "sim-small"],
            builder.Resources.OfType<ProjectResource>().Select(project => project.Name).Order(StringComparer.Ordinal)
        );
        Assert.Empty(builder.Resources.OfType<ContainerResource>());
    }

    [ServerFact(ServerKinds.Postgres | ServerKinds.RabbitMq | ServerKinds.Redis)]
    public async Task The_local_shape_is_three_servers_six_services_and_the_replicas()
    {
        await using var builder = await DescribeAsync("local");

        Assert.Equal(
            ["cache", "messaging", "postgres"],
            builder.Resources.OfType<ContainerResource>().Select(server => server.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [
                "gateway",
                "learning",
                "profiler",
                "router",
                "sim-coder",
                "sim-large",
                "sim-small",
                "worker-1",
                "worker-2",
            ],
            builder.Resources.OfType<ProjectResource>().Select(project => project.Name).Order(StringComparer.Ordinal)
        );
    }

    [ServerFact(ServerKinds.Postgres | ServerKinds.RabbitMq | ServerKinds.Redis)]
    public async Task Each_arrow_of_the_local_shape_is_a_reference()
    {
        await using var builder = await DescribeAsync("local");

        Assert.Equal(["messaging", "profiler", "router", "worker-1", "worker-2"], ArrowsOf(builder, "gateway"));
        Assert.Equal(["profiler"], ArrowsOf(builder, "router"));
        Assert.Equal(["orchestrator", "worker-1", "worker-2"], ArrowsOf(builder, "profiler"));
        string[] ofServices = ["cache", "messaging", "orchestrator", "profiler", "router"];
        string[] ofWorkers = [.. ofServices, "sim-coder", "sim-large", "sim-small"];
        Assert.Equal(ofWorkers, ArrowsOf(builder, "worker-1"));
        Assert.Equal(ofWorkers, ArrowsOf(builder, "worker-2"));
        Assert.Equal(["messaging", "orchestrator"], ArrowsOf(builder, "learning"));
    }

    [ServerFact(ServerKinds.Postgres | ServerKinds.RabbitMq | ServerKinds.Redis)]
    public async Task Each_replica_is_the_share_of_one_worker_and_on_standby_at_the_other()
    {
        await using var builder = await DescribeAsync("local");

        var first = await StandbyOfAsync(builder, "worker-1");
        var second = await StandbyOfAsync(builder, "worker-2");

        Assert.Equal([false, true, false], first);
        Assert.Equal([true, false, true], second);
    }

    [Fact]
    public async Task The_only_worker_of_the_embedded_shape_has_every_replica_as_its_share()
    {
        await using var builder = await DescribeAsync("embedded");

        Assert.Equal([false, false, false], await StandbyOfAsync(builder, "orchestrator"));
    }

    [Fact]
    public async Task A_second_application_on_the_same_data_folder_is_refused()
    {
        await using var builder = await DescribeAsync("embedded");

        await Assert.ThrowsAsync<InvalidOperationException>(() => DescribeAsync("embedded"));
    }

    [Fact]
    public async Task The_data_folder_is_free_again_when_the_application_is_gone()
    {
        await (await DescribeAsync("embedded")).DisposeAsync();

        await using var second = await DescribeAsync("embedded");

        Assert.NotEmpty(second.Resources);
    }

    // What a resource says of itself in its settings, and the credential that all have, are no arrows.
    private static IEnumerable<string> ArrowsOf(IDistributedApplicationTestingBuilder builder, string name)
    {
        var from = builder.Resources.Single(resource => resource.Name == name);
        return from
            .Annotations.OfType<ResourceRelationshipAnnotation>()
            .Where(relationship => relationship.Type == "Reference")
            .Select(relationship => relationship.Resource)
            .Where(to => to != from && to is not ParameterResource)
            .Select(to => to.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
    }

    private static async Task<IEnumerable<bool>> StandbyOfAsync(
        IDistributedApplicationTestingBuilder builder,
        string name
    )
    {
        var worker = builder.Resources.Single(resource => resource.Name == name);
        var context = new EnvironmentCallbackContext(builder.ExecutionContext, worker);
        foreach (var setting in worker.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await setting.Callback(context);
        }

        return Enumerable
            .Range(0, 3)
            .Select(index => bool.Parse((string)context.EnvironmentVariables[$"Worker__Replicas__{index}__Standby"]));
    }

    private Task<IDistributedApplicationTestingBuilder> DescribeAsync(string mode) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([
            "--mode",
            mode,
            "--simulated",
            "--data",
            _data.FullName,
        ]);
}
