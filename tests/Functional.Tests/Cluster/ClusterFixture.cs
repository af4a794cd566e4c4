namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>A cluster that tests share. A start is up to ten processes and takes longer than most cases.</summary>
public abstract class ClusterFixture : IAsyncLifetime
{
    private readonly Shape _shape;
    private readonly ClusterOptions _options;
    private RunningCluster? _cluster;

    private protected ClusterFixture(Shape shape, ClusterOptions options)
    {
        _shape = shape;
        _options = options;
    }

    internal RunningCluster Cluster => _cluster ?? throw new InvalidOperationException("The cluster is not started.");

    public async Task InitializeAsync() => _cluster = await RunningCluster.StartAsync(_shape, _options);

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
