using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Tests.Watching;

public sealed class FleetChangeTests
{
    private static readonly ReplicaConfig _config = new("a", new Uri("http://127.0.0.1:1"));
    private static readonly Inventory _inventory = new("1", [], "f");

    private static ReplicaView View(string name, int inFlight = 0, long epoch = 1) =>
        new(name, epoch)
        {
            Config = _config,
            InFlight = inFlight,
            Inventory = _inventory,
        };

    [Fact]
    public void An_equal_state_is_no_change() =>
        Assert.True(FleetChange.Between([View("a"), View("b")], [View("a"), View("b")]).IsEmpty);

    [Fact]
    public void Only_the_replicas_that_changed_are_told()
    {
        var change = FleetChange.Between([View("a"), View("b")], [View("a"), View("b", inFlight: 1)]);

        Assert.Equal(["b"], change.Replicas.Select(view => view.Name));
        Assert.Empty(change.Removed);
    }

    [Fact]
    public void A_replica_under_a_new_epoch_has_changed_and_was_not_removed()
    {
        var change = FleetChange.Between([View("a")], [View("a", epoch: 2)]);

        Assert.Equal(2, Assert.Single(change.Replicas).Epoch);
        Assert.Empty(change.Removed);
    }

    [Fact]
    public void A_replica_that_is_no_longer_owned_is_removed()
    {
        var change = FleetChange.Between([View("a"), View("b")], [View("b")]);

        Assert.Equal(["a"], change.Removed);
        Assert.Empty(change.Replicas);
    }
}
