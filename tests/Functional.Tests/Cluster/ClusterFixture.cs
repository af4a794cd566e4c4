namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>A cluster that the tests of one class share.</summary>
public abstract class ClusterFixture(Shape shape) : IAsyncLifetime
{
    private RunningCluster? _cluster;

    internal RunningCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started.");

    public async Task InitializeAsync() =>
        _cluster = await RunningCluster.StartAsync(shape, new ClusterOptions(["small", "coder"]));

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}

public sealed class StandaloneFixture() : ClusterFixture(Shape.Standalone);

public sealed class FiveProcessesFixture() : ClusterFixture(Shape.FiveProcesses);
