using Orchestrator.EnsembleWorker.Measurement;

namespace Orchestrator.EnsembleWorker.Watching;

/// <summary>What one watcher was told of the large parts: it keeps them, so they are sent when they change only.</summary>
internal sealed class WatcherMemory
{
    private readonly Dictionary<string, Told> _told = new(StringComparer.Ordinal);

    private sealed record Told(long Epoch, ulong Inventory, long Measures);

    /// <summary>Notes that the watcher is told this view.</summary>
    /// <returns>Whether the inventory has to go with it, and which measures.</returns>
    public (bool WithInventory, IReadOnlyList<PublishedMeasure> Measures) Tell(ReplicaView view)
    {
        var told = _told.GetValueOrDefault(view.Name, new Told(view.Epoch, 0, long.MinValue));
        // Measures are counted from the beginning of an epoch.
        var revision = told.Epoch == view.Epoch ? told.Measures : long.MinValue;
        var measures = view.Measures.Where(measure => measure.Revision > revision).ToList();
        var newest = measures.Count == 0 ? revision : measures.Max(measure => measure.Revision);
        _told[view.Name] = new Told(view.Epoch, view.Inventory.Hash, newest);
        return (view.Inventory.Hash != told.Inventory, measures);
    }

    public void Forget(IEnumerable<string> replicas)
    {
        foreach (var replica in replicas)
        {
            _told.Remove(replica);
        }
    }
}
