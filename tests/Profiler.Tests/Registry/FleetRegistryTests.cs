using System.Collections.Immutable;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Registry;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Registry;

public sealed class FleetRegistryTests
{
    private readonly FleetRegistry _registry = NewRegistry();

    private FleetMaps Maps => _registry.Maps;

    [Fact]
    public void A_sign_of_life_changes_no_version()
    {
        _registry.Hear(Full(Replica("a", "qwen3:8b")));
        var before = Maps.Version;

        _registry.Heard(Address, Delta(), Now.AddSeconds(2));

        Assert.Equal(before, Maps.Version);
        Assert.Equal(Now.AddSeconds(2), _registry.LastHeardAt(Address));
    }

    [Fact]
    public void A_repeated_report_changes_no_version()
    {
        _registry.Hear(Full(Replica("a", "qwen3:8b")));
        var before = Maps.Version;

        _registry.Hear(Full(Replica("a", "qwen3:8b")));
        _registry.Hear(Delta(Replica("a", "qwen3:8b").WithoutInventory()));

        Assert.Equal(before, Maps.Version);
    }

    [Fact]
    public void A_delta_keeps_the_inventory_of_its_hash_and_the_replicas_that_it_does_not_name()
    {
        _registry.Hear(Full(Replica("a", "m"), Replica("b", "m")));

        var result = _registry.Hear(Delta(Replica("b", "m").WithoutInventory() with { Slots = 4 }));

        Assert.Equal(HeardResult.Taken, result);
        Assert.Equal(["a", "b"], Maps.Model(Model("m").Id)?.Replicas);
        Assert.Equal((0u, 4u), (Maps.Replica("a")?.Slots, Maps.Replica("b")?.Slots));
    }

    [Fact]
    public void A_hash_that_nobody_told_the_inventory_of_is_a_gap()
    {
        _registry.Hear(Full(Replica("a", "m")));

        Assert.Equal(HeardResult.Gap, _registry.Hear(Delta(Replica("a", "m", "n").WithoutInventory())));
        Assert.Equal(["a"], Maps.Model(Model("m").Id)?.Replicas);
    }

    [Fact]
    public void A_pulled_a_replaced_and_a_deleted_model_are_seen()
    {
        _registry.Hear(Full(Replica("a", "kept", "deleted")));
        var replaced = Replica("a", "kept") with
        {
            InventoryHash = 9,
            Inventory = new Inventory(9, [Model("kept", "other-digest"), Model("pulled")]),
        };

        _registry.Hear(Delta(replaced));

        Assert.Equal(
            [("kept", "other-digest"), ("pulled", "digest-pulled")],
            Maps.Models.Select(model => (model.Facts.Name, model.Facts.Digest)).Order()
        );
        Assert.Null(Maps.Speed(new SpeedId("a", "digest-kept")));
        Assert.NotNull(Maps.Speed(new SpeedId("a", "other-digest")));
    }

    [Fact]
    public void The_same_model_on_two_replicas_is_one_profile_that_names_both()
    {
        _registry.Hear(Full(Replica("a", "m")));
        _registry.Hear(Full(Replica("b", "m")).From("worker-2", "http://w2/"), "http://w2/");

        Assert.Equal(["a", "b"], Assert.Single(Maps.Models).Replicas);
    }

    [Fact]
    public void A_full_report_gives_up_what_it_does_not_name()
    {
        _registry.Hear(Full(Replica("a", "m"), Replica("b", "m")));

        _registry.Hear(Full(Replica("b", "m")));

        Assert.Equal(["b"], Maps.Owner(Address)?.Replicas);
        Assert.Equal(("", "unowned"), (Maps.Replica("a")?.Worker, Maps.Replica("a")?.Reason?.Code));
    }

    [Fact]
    public void A_replica_that_no_worker_owns_keeps_its_models_until_the_sweep()
    {
        _registry.Hear(Full(Replica("a", "m")));

        _registry.Hear(Removed("a"));
        _registry.Replicas.Sweep(Now.AddMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));
        Assert.Equal(["a"], Maps.Model(Model("m").Id)?.Replicas);
        _registry.Replicas.Sweep(Now.AddMinutes(3), TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30));

        Assert.Null(Maps.Replica("a"));
        Assert.Empty(Maps.Models);
    }

    [Fact]
    public void A_lost_worker_stays_known_and_its_replicas_are_unreachable_until_it_speaks_again()
    {
        _registry.Hear(Full(Replica("a", "m")));

        _registry.Lost(Address, Now);

        Assert.False(Maps.Owner(Address)?.IsReachable);
        Assert.Equal(
            (Health.Unreachable, "owner_silent"),
            (Maps.Replica("a")!.Health, Maps.Replica("a")!.Reason!.Code)
        );
        Assert.Single(Maps.Models);

        _registry.Hear(Delta());
        Assert.True(Maps.Owner(Address)?.IsReachable);
        Assert.Equal(Health.Healthy, Maps.Replica("a")!.Health);
    }

    [Fact]
    public void Of_two_workers_that_name_a_replica_the_younger_lease_counts_in_either_order()
    {
        _registry.Hear(Full(Replica("a", "m")));
        _registry.Hear(Full(Replica("a", "m") with { Epoch = 2 }).From("worker-2", "http://w2/"), "http://w2/");
        Assert.Equal("worker-2", Maps.Replica("a")?.Worker);

        _registry.Hear(Delta(Replica("a", "m") with { Slots = 9 }));
        Assert.Equal("worker-2", Maps.Replica("a")?.Worker);

        _registry.Heard("http://w2/", Removed("a").From("worker-2", "http://w2/"), Now);
        Assert.Equal("worker-1", Maps.Replica("a")?.Worker);
    }

    [Fact]
    public void A_worker_that_is_found_by_two_addresses_is_one()
    {
        _registry.Hear(Full(Replica("a", "m")));

        Assert.Equal(HeardResult.Duplicate, _registry.Hear(Full(Replica("a", "m", "n")), dialled: "http://10.0.0.1/"));
        Assert.Equal("worker-1", Assert.Single(OwnersOf(Maps)).Worker);
        Assert.Single(Maps.Models);

        _registry.Lost(Address, Now);
        Assert.Equal(HeardResult.Taken, _registry.Hear(Full(Replica("a", "m", "n")), dialled: "http://10.0.0.1/"));
        Assert.True(Assert.Single(OwnersOf(Maps)).IsReachable);
        Assert.Equal(2, Maps.Models.Count());
    }

    [Fact]
    public void Another_worker_at_the_same_place_inherits_nothing()
    {
        _registry.Hear(Full(Replica("a", "m")));

        _registry.Hear(Full(Replica("b", "m")).From("worker-2", "http://w2/"));

        Assert.Equal("http://w2/", Assert.Single(OwnersOf(Maps)).Address);
        Assert.Equal("", Maps.Replica("a")?.Worker);
    }

    [Fact]
    public void Many_small_reports_add_up_to_no_more_than_the_limit()
    {
        foreach (var name in new[] { "a", "b", "c", "b" })
        {
            _registry.Hear(Delta(Replica(name, "m")) with { ReplicasMax = 2 });
        }

        Assert.Equal(["a", "b"], Maps.Owner(Address)?.Replicas);
    }

    [Fact]
    public void An_address_that_is_no_longer_one_of_a_worker_takes_its_owner_with_it()
    {
        _registry.Hear(Full(Replica("a", "m")));

        _registry.Forget(Address, Now);

        Assert.Empty(OwnersOf(Maps));
        Assert.Equal("", Maps.Replica("a")?.Worker);
    }

    private static ImmutableArray<OwnerState> OwnersOf(FleetMaps maps) =>
        maps.Since(0, withSpeeds: false).Owners.Changed;
}
