using System.Collections.Frozen;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Fleet;

/// <summary>The fleet as this router knows it. Written by the owner watches, read without a lock.</summary>
internal sealed class FleetView(ReplicaSelector selector)
{
    private readonly Lock _writing = new();
    private FleetState _state = FleetState.Empty;
    private FleetSnapshot _current = FleetSnapshot.Empty;

    public FleetSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Whether this owner has ever said what it owns.</summary>
    public bool HasHeard(Uri owner) => Volatile.Read(ref _state).Owners.ContainsKey(owner.ToString());

    public void Apply(string owner, OwnerUpdate update)
    {
        if (!update.IsSignOfLife || !Hear(owner, update.HeardAt))
        {
            Change(state => state.Apply(owner, update));
        }
    }

    /// <summary>The owner has not been heard for too long; what it said stays known, as unreachable.</summary>
    public void Lose(string owner) => Change(state => state.Lose(owner));

    public void Drop(string owner) => Change(state => state.Drop(owner));

    /// <summary>What the profiler says of replicas, whole. The same object again is no change.</summary>
    public void Know(FrozenDictionary<string, ReplicaFacts> facts)
    {
        if (!ReferenceEquals(facts, Volatile.Read(ref _state).Facts))
        {
            Change(state => state.Know(facts));
        }
    }

    // Every owner says that it lives every two seconds; that must not put the whole fleet together anew.
    private bool Hear(string owner, DateTimeOffset at)
    {
        lock (_writing)
        {
            if (_state.Hear(owner, at) is not { } state)
            {
                return false;
            }

            Volatile.Write(ref _state, state);
            return true;
        }
    }

    private void Change(Func<FleetState, FleetState> change)
    {
        // Writers take turns, so that no older snapshot overtakes a newer one on its way to the selector.
        lock (_writing)
        {
            Volatile.Write(ref _state, change(_state));
            var snapshot = _state.ToSnapshot();
            Volatile.Write(ref _current, snapshot);
            selector.Update(snapshot);
        }
    }
}
