using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Speeds;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Registry;

/// <summary>Speeds in the view: a prior at once, then what was measured, over changes of owner and restarts.</summary>
public sealed class SpeedBookTests
{
    private readonly FleetRegistry _registry = NewRegistry();

    [Fact]
    public void A_model_has_a_prior_as_soon_as_it_is_seen()
    {
        _registry.Hear(Full(Replica("a", "m") with { Gpu = "NVIDIA RTX 4090" }));

        var decode = SpeedBlend.Decode(Speed("a", "m"));

        Assert.Equal(0, decode.Weight);
        Assert.Equal(744e9 / 5e9, decode.Value, precision: 6);
    }

    [Fact]
    public void A_replica_that_is_slower_than_its_card_lowers_the_priors_of_its_other_models()
    {
        _registry.Hear(Full(Replica("a", "m", "n") with { Gpu = "RTX 4090" }));
        var before = SpeedBlend.Decode(Speed("a", "n")).Value;

        _registry.Hear(
            Delta(
                Replica("a", "m", "n").WithoutInventory().With(Measured("m", 744.0 / 5 / 2)) with
                {
                    Gpu = "RTX 4090",
                }
            )
        );

        Assert.Equal(before / 2, SpeedBlend.Decode(Speed("a", "n")).Value, precision: 6);
    }

    [Fact]
    public void A_new_owner_begins_its_measures_anew_and_what_was_learned_before_still_counts()
    {
        _registry.Hear(Full(Replica("a", "m").With(Measured("m", 80, calls: 20))));

        _registry.Hear(
            Full(Replica("a", "m").With(Measured("m", 40, weight: 1, calls: 1)) with { Epoch = 2 })
                .From("w2", "http://w2/"),
            "http://w2/"
        );

        var speed = Speed("a", "m");
        Assert.Equal(21ul, speed.Counts.Calls);
        Assert.InRange(SpeedBlend.Decode(speed).Value, 60, 80);
    }

    [Fact]
    public void A_model_that_is_deleted_and_pulled_again_keeps_what_was_measured()
    {
        _registry.Hear(Full(Replica("a", "m").With(Measured("m", 80))));

        _registry.Hear(Delta(Replica("a")));
        _registry.Hear(Delta(Replica("a", "m")));

        Assert.Equal(20ul, Speed("a", "m").Counts.Calls);
    }

    [Fact]
    public void After_a_restart_the_stored_measures_hold_and_are_not_counted_twice()
    {
        _registry.Speeds.Store(
            new StoredSpeed(new SpeedId("a", "digest-m"), "m", 1, Measured("m", 80), Measured("m", 70))
        );

        _registry.Hear(Full(Replica("a", "m")));
        Assert.Equal(40ul, Speed("a", "m").Counts.Calls);

        _registry.Hear(Delta(Replica("a", "m").WithoutInventory().With(Measured("m", 80, calls: 25))));
        Assert.Equal(45ul, Speed("a", "m").Counts.Calls);
    }

    [Fact]
    public void A_measure_of_a_model_that_the_replica_does_not_have_is_left_out()
    {
        _registry.Hear(Full(Replica("a", "m").With(Measured("other", 80))));

        Assert.Null(_registry.Maps.Speed(new SpeedId("a", "digest-other")));
    }

    [Fact]
    public void Names_of_the_same_weights_share_one_speed_until_the_last_one_goes()
    {
        var both = Replica("a") with
        {
            InventoryHash = 5,
            Inventory = new Inventory(5, [Model("m"), Model("alias", "digest-m")]),
        };
        _registry.Hear(Full(both.With(Measured("m", 80))));

        _registry.Hear(
            Delta(Replica("a") with { InventoryHash = 6, Inventory = new Inventory(6, [Model("alias", "digest-m")]) })
        );
        Assert.Equal(20ul, Speed("a", "m").Counts.Calls);

        _registry.Hear(Delta(Replica("a")));
        Assert.Null(_registry.Maps.Speed(new SpeedId("a", "digest-m")));
    }

    private SpeedState Speed(string replica, string model) =>
        _registry.Maps.Speed(new SpeedId(replica, $"digest-{model}"))
        ?? throw new InvalidOperationException($"No speed of {model} on {replica}.");
}
