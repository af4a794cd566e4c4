using Orchestrator.Profiler.Registry;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Registry;

public sealed class FleetMapsTests
{
    [Fact]
    public void A_reader_that_was_slow_gets_each_changed_thing_once_and_as_it_is_now()
    {
        var registry = NewRegistry();
        registry.Hear(Full(Replica("a", "m"), Replica("b", "m")));
        var seen = registry.Maps.Version;

        for (var slots = 1u; slots <= 5; slots++)
        {
            registry.Hear(Delta(Replica("a", "m").WithoutInventory() with { Slots = slots }));
        }

        var delta = registry.Maps.Since(seen, withSpeeds: true);
        var changed = Assert.Single(delta.Replicas.Changed);
        Assert.Equal(("a", 5u, false), (changed.Name, changed.Slots, delta.IsSnapshot));
        Assert.Empty(delta.Models.Changed);
        Assert.Empty(delta.Speeds.Changed);
    }

    [Fact]
    public void What_was_removed_is_told_and_what_came_back_is_told_as_changed()
    {
        var registry = NewRegistry();
        registry.Hear(Full(Replica("a", "gone", "back")));
        var seen = registry.Maps.Version;

        registry.Hear(Delta(Replica("a")));
        registry.Hear(Delta(Replica("a", "back")));

        var delta = registry.Maps.Since(seen, withSpeeds: true);
        Assert.Equal("gone", Assert.Single(delta.Models.Removed).Name);
        Assert.Equal("back", Assert.Single(delta.Models.Changed).Facts.Name);
        Assert.Equal(new SpeedId("a", "digest-gone"), Assert.Single(delta.Speeds.Removed));
    }

    [Fact]
    public void A_reader_that_is_older_than_the_memory_of_removals_begins_anew()
    {
        var registry = NewRegistry(marksMax: 2);
        registry.Hear(Full(Replica("a", "1", "2", "3", "4")));
        var seen = registry.Maps.Version;
        registry.Hear(Delta(Replica("a", "2", "3", "4")));
        var later = registry.Maps.Version;

        registry.Hear(Delta(Replica("a")));

        Assert.True(registry.Maps.Since(seen, withSpeeds: true).IsSnapshot);
        Assert.Empty(registry.Maps.Since(seen, withSpeeds: true).Models.Removed);
        Assert.True(registry.Maps.Since(later, withSpeeds: true).IsSnapshot);
        Assert.False(registry.Maps.Since(registry.Maps.Version, withSpeeds: true).IsSnapshot);
    }

    [Fact]
    public void A_reader_of_another_view_begins_anew()
    {
        var registry = NewRegistry();
        registry.Hear(Full(Replica("a", "m")));

        Assert.True(registry.Maps.Since(registry.Maps.Version + 100, withSpeeds: true).IsSnapshot);
    }

    [Fact]
    public void Who_applies_every_delta_has_what_a_snapshot_says()
    {
        var random = new Random(5);
        var registry = NewRegistry(marksMax: 4);
        var copy = new Dictionary<ModelId, ModelState>();
        var seen = 0UL;
        for (var round = 0; round < 300; round++)
        {
            var models = Enumerable.Range(0, 8).Where(_ => random.Next(2) == 0).Select(i => $"m{i}").ToArray();
            registry.Hear(Delta(Replica($"r{random.Next(3)}", models)));
            if (random.Next(4) == 0)
            {
                seen = Apply(copy, registry.Maps.Since(seen, withSpeeds: false));
                Assert.Equal(
                    registry.Maps.Models.Select(model => (model.Id, model.Replicas.Count)).OrderBy(x => x.Id.Name),
                    copy.Values.Select(model => (model.Id, model.Replicas.Count)).OrderBy(x => x.Id.Name)
                );
            }
        }
    }

    private static ulong Apply(Dictionary<ModelId, ModelState> copy, FleetDelta delta)
    {
        if (delta.IsSnapshot)
        {
            copy.Clear();
        }

        foreach (var model in delta.Models.Changed)
        {
            copy[model.Id] = model;
        }

        foreach (var id in delta.Models.Removed)
        {
            copy.Remove(id);
        }

        return delta.Version;
    }
}
