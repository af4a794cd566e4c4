using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Replicas;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Registry;

public sealed class ReplicaWishesTests
{
    private static readonly ReplicaWish Added = new(
        "a",
        new AddedReplicaConfig("http://127.0.0.1:1/", "ollama", 0, 0, "", 0, ""),
        Drained: false
    );

    private readonly FleetRegistry _registry = NewRegistry();

    private FleetMaps Maps => _registry.Maps;

    [Fact]
    public void A_removed_replica_goes_with_its_models_as_soon_as_its_worker_lets_go_of_it()
    {
        Wish(Added);
        _registry.Hear(Full(Replica("a", "m")));

        Wish();
        _registry.Hear(Delta(Replica("a", "m")));
        Assert.NotNull(Maps.Replica("a"));
        _registry.Hear(Removed("a"));

        Assert.Null(Maps.Replica("a"));
        Assert.Empty(Maps.Models);
    }

    [Fact]
    public void A_removed_replica_goes_also_when_its_worker_lets_go_of_it_first()
    {
        Wish(Added);
        _registry.Hear(Full(Replica("a", "m")));

        _registry.Hear(Removed("a"));
        Assert.Equal(ReplicaSources.Api, Maps.Replica("a")?.Source);
        Wish();

        Assert.Null(Maps.Replica("a"));
        Assert.Empty(Maps.Models);
    }

    [Fact]
    public void A_replica_that_is_added_again_waits_for_a_worker_as_before()
    {
        Wish(Added);
        _registry.Hear(Full(Replica("a", "m")));

        Wish();
        Wish(Added);
        _registry.Hear(Removed("a"));

        Assert.Equal((ReplicaSources.Api, ""), (Maps.Replica("a")?.Source, Maps.Replica("a")?.Worker));
    }

    [Fact]
    public void The_end_of_a_drain_takes_no_configured_replica_away()
    {
        Wish(new ReplicaWish("a", Added: null, Drained: true));
        _registry.Hear(Full(Replica("a", "m")));

        Wish();
        _registry.Hear(Removed("a"));

        Assert.Equal((ReplicaSources.Static, "unowned"), (Maps.Replica("a")?.Source, Maps.Replica("a")?.Reason?.Code));
    }

    private void Wish(params ReplicaWish[] wishes) => _registry.Replicas.SetWishes(wishes, _registry.IsOwned, Now);
}
