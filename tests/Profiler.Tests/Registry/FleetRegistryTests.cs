using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Tests.Registry;

public sealed class FleetRegistryTests
{
    private const string Dialled = "http://127.0.0.1:9001/";
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_repeated_report_changes_no_version()
    {
        var first = FleetRegistry.Empty.Heard(Dialled, Full(Replica("a", "qwen3:8b")), Now);

        var second = first.Heard(Dialled, Full(Replica("a", "qwen3:8b")), Now.AddSeconds(2));

        Assert.Equal(first.Version, second.Version);
        Assert.Equal(Now.AddSeconds(2), second.Owners[Dialled].LastHeardAt);
    }

    [Fact]
    public void A_new_model_changes_the_version()
    {
        var first = FleetRegistry.Empty.Heard(Dialled, Full(Replica("a", "qwen3:8b")), Now);

        var second = first.Heard(Dialled, Full(Replica("a", "qwen3:8b", "gemma3:12b")), Now);

        Assert.Equal(first.Version + 1, second.Version);
    }

    [Fact]
    public void A_delta_leaves_the_replicas_that_it_does_not_name()
    {
        var first = FleetRegistry.Empty.Heard(Dialled, Full(Replica("a", "m"), Replica("b", "m")), Now);

        var second = first.Heard(Dialled, Delta([Replica("b", "n")]), Now);

        Assert.Equal("m", second.Owners[Dialled].Replicas["a"].Models[0].Name);
        Assert.Equal("n", second.Owners[Dialled].Replicas["b"].Models[0].Name);
    }

    [Fact]
    public void A_full_report_forgets_what_it_does_not_name()
    {
        var first = FleetRegistry.Empty.Heard(Dialled, Full(Replica("a", "m"), Replica("b", "m")), Now);

        var second = first.Heard(Dialled, Full(Replica("b", "m")), Now);

        Assert.Equal(["b"], second.Owners[Dialled].Replicas.Keys);
    }

    [Fact]
    public void A_replica_that_the_worker_gave_up_is_gone()
    {
        var first = FleetRegistry.Empty.Heard(Dialled, Full(Replica("a", "m")), Now);

        var second = first.Heard(Dialled, Delta([], "a"), Now);

        Assert.Empty(second.Owners[Dialled].Replicas);
        Assert.NotEqual(first.Version, second.Version);
    }

    [Fact]
    public void A_lost_worker_stays_known_and_is_unreachable_until_it_speaks_again()
    {
        var heard = FleetRegistry.Empty.Heard(Dialled, Full(Replica("a", "m")), Now);

        var lost = heard.Lost(Dialled);
        var back = lost.Heard(Dialled, Full(Replica("a", "m")), Now);

        Assert.False(lost.Owners[Dialled].IsReachable);
        Assert.Single(lost.Owners[Dialled].Replicas);
        Assert.True(back.Owners[Dialled].IsReachable);
        Assert.Equal(heard.Version + 2, back.Version);
    }

    [Fact]
    public void Another_worker_at_the_same_address_inherits_nothing()
    {
        var first = FleetRegistry.Empty.Heard(Dialled, Full(Replica("a", "m")), Now);

        var second = first.Heard(Dialled, Delta([Replica("b", "m")]) with { Worker = "worker-2" }, Now);

        Assert.Equal(["b"], second.Owners[Dialled].Replicas.Keys);
    }

    [Fact]
    public void Many_small_reports_add_up_to_no_more_than_the_limit()
    {
        var registry = FleetRegistry.Empty;
        foreach (var name in new[] { "a", "b", "c", "b" })
        {
            registry = registry.Heard(Dialled, Delta([Replica(name, "m")]) with { ReplicasMax = 2 }, Now);
        }

        Assert.Equal(["a", "b"], registry.Owners[Dialled].Replicas.Keys.Order());
    }

    private static OwnerReport Full(params ReplicaModels[] replicas) => new("worker-1", Dialled, true, replicas, []);

    private static OwnerReport Delta(ReplicaModels[] replicas, params string[] removed) =>
        new("worker-1", Dialled, false, replicas, removed);

    private static ReplicaModels Replica(string name, params string[] models) =>
        new(
            name,
            [.. models.Select(model => new KnownModel(model, $"digest-{model}", "f", "8B", "Q4", 4096, ["completion"]))]
        );
}
