using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Tests.Fleet;

public sealed class OwnerInventoriesTests
{
    private readonly OwnerInventories _inventories = new(new FleetOptions());

    private static Replica Told(ulong hash, params string[] models)
    {
        var replica = Named(hash);
        replica.InventoryIncluded = true;
        replica.Models.Add(models.Select(name => new Model { Name = name }));
        return replica;
    }

    private static Replica Named(ulong hash, params string[] loaded) =>
        new()
        {
            Name = "a",
            InventoryHash = hash,
            Loaded = { loaded.Select(name => new LoadedModel { Name = name, ContextTokens = 4096 }) },
        };

    [Fact]
    public void An_inventory_that_was_told_once_stays_while_its_hash_is_named()
    {
        var first = _inventories.Take(Told(7, "m:1b", "n:1b"));

        Assert.True(_inventories.IsComplete(Named(7)));
        Assert.Same(first, _inventories.Take(Named(7)));
    }

    [Fact]
    public void A_hash_that_was_never_told_is_a_reason_to_watch_anew()
    {
        _inventories.Take(Told(7, "m:1b"));

        Assert.False(_inventories.IsComplete(Named(8)));
        Assert.False(_inventories.IsComplete(new Replica { Name = "b", InventoryHash = 7 }));
    }

    [Fact]
    public void Before_the_first_look_there_is_nothing_to_know()
    {
        Assert.True(_inventories.IsComplete(Named(0)));
        Assert.Empty(_inventories.Take(Named(0)));
    }

    [Fact]
    public void What_is_loaded_follows_each_message_whole()
    {
        _inventories.Take(Told(7, "m:1b", "n:1b"));

        var loaded = _inventories.Take(Named(7, "N:1b"));
        var unloaded = _inventories.Take(Named(7));

        Assert.Equal([null, 4096u], loaded.Select(model => model.Loaded?.ContextTokens));
        Assert.All(unloaded, model => Assert.Null(model.Loaded));
    }

    [Fact]
    public void A_replica_that_was_removed_is_forgotten()
    {
        _inventories.Take(Told(7, "m:1b"));

        _inventories.Forget(["a"]);

        Assert.False(_inventories.IsComplete(Named(7)));
    }
}
