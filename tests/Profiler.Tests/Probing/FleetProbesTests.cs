using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Registry;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Tests.Probing;

public sealed class FleetProbesTests
{
    private readonly ProbingOptions _options = new();
    private readonly FleetFeed _feed = new(Options.Create(new ProfilerOptions()), new IdSource(TimeProvider.System));

    private FleetProbes Probes => new(_feed, Options.Create(_options));

    private void Hear(Func<ReplicaReport, ReplicaReport> change) =>
        _feed.Apply(registry =>
            registry.Hear(Reports.Full(change(Reports.Replica("a", "qwen3:8b", "deepseek-r1:7b"))))
        );

    private static ReplicaReport Loaded(ReplicaReport report, string model) =>
        report with
        {
            Loaded = [new MemoryModel(model, 1, 1, 4096, null)],
        };

    [Fact]
    public void Only_models_in_memory_are_shown_unless_models_may_be_loaded()
    {
        Hear(report => Loaded(report, "qwen3:8b"));
        Assert.Equal(["qwen3:8b"], Probes.Read().Replicas.Single().Models.Select(model => model.Name));

        _options.LoadModels = true;
        var models = Probes.Read().Replicas.Single().Models;
        Assert.Equal(
            [("deepseek-r1:7b", false), ("qwen3:8b", true)],
            models.Select(model => (model.Name, model.IsLoaded)).Order()
        );
        Assert.Equal("deepseek-r1:7b", Assert.Single(models, model => model.AlwaysThinks).Name);
    }

    [Fact]
    public void Speed_counts_as_known_when_it_was_measured_here()
    {
        Hear(report => Loaded(report, "qwen3:8b"));
        Assert.False(Probes.Read().Replicas.Single().Models.Single().HasSpeed);

        Hear(report => Loaded(report, "qwen3:8b").With(Reports.Measured("qwen3:8b", 50)));
        Assert.True(Probes.Read().Replicas.Single().Models.Single().HasSpeed);
    }

    [Theory]
    [InlineData(Health.Healthy, true)]
    [InlineData(Health.Degraded, false)]
    [InlineData(Health.Busy, false)]
    [InlineData(Health.Draining, false)]
    public void Only_a_healthy_replica_may_be_probed(Health health, bool mayWork)
    {
        Hear(report => Loaded(report, "qwen3:8b") with { Health = health });

        Assert.Equal(mayWork, Probes.Read().Replicas.Single().MayWork);
    }

    [Fact]
    public void Replicas_of_a_worker_that_was_lost_are_not_shown()
    {
        Hear(report => Loaded(report, "qwen3:8b"));
        _feed.Apply(registry => registry.Lost(Reports.Address, Reports.Now));

        Assert.Empty(Probes.Read().Replicas);
    }
}
