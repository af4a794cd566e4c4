using Grpc.Core;
using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Testing;

namespace Orchestrator.Benchmarks.FleetView;

/// <summary>Follows the view and remembers how many slots each replica has.</summary>
internal sealed class ViewReader(IAsyncStreamReader<FleetChange> changes)
{
    private readonly Dictionary<string, uint> _slots = new(StringComparer.Ordinal);

    /// <returns>How many parts it has, and their size.</returns>
    public static async Task<(int Parts, long Bytes)> ReadSnapshotAsync(IAsyncStreamReader<FleetChange> changes)
    {
        var (parts, bytes, isComplete) = (0, 0L, false);
        while (!isComplete && await Wait.ForAsync(changes.MoveNext(CancellationToken.None), "the snapshot comes"))
        {
            parts++;
            bytes += changes.Current.CalculateSize();
            isComplete = changes.Current.Complete;
        }

        return (parts, bytes);
    }

    public Task UntilAsync(int replicas) => UntilAsync(() => _slots.Count >= replicas, "the fleet is known");

    public Task UntilAsync(string replica, uint slots) =>
        UntilAsync(() => _slots.GetValueOrDefault(replica) == slots, "the change is read");

    private async Task UntilAsync(Func<bool> condition, string what)
    {
        while (!condition())
        {
            if (!await Wait.ForAsync(changes.MoveNext(CancellationToken.None), what))
            {
                throw new BenchmarkException("The profiler ended the watch.");
            }

            Apply(changes.Current);
        }
    }

    private void Apply(FleetChange change)
    {
        foreach (var replica in change.Replicas)
        {
            _slots[replica.Name] = replica.Slots;
        }
    }
}
