using System.Collections.Immutable;

namespace Orchestrator.Profiler.Discovery;

/// <summary>
/// All addresses at which workers are looked for: configured ones, those behind DNS names, those of workers that have
/// registered. Each source writes its own; an address that several name is one.
/// </summary>
internal sealed class OwnerDirectory
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ImmutableHashSet<Uri>> _bySource = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Ends with the next change. Take it before <see cref="All"/> is read, so that no change is missed.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    /// <summary>Each address once, with the first source by name that has it.</summary>
    public IReadOnlyList<OwnerAddress> All
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _bySource
                        .SelectMany(source => source.Value.Select(address => new OwnerAddress(address, source.Key)))
                        .DistinctBy(found => found.Address),
                ];
            }
        }
    }

    public void Replace(string source, IEnumerable<Uri> addresses)
    {
        lock (_gate)
        {
            var after = addresses.ToImmutableHashSet();
            if (!_bySource.TryGetValue(source, out var before) || !before.SetEquals(after))
            {
                _bySource[source] = after;
                Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
