using System.Collections.Concurrent;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>The runs that this process carries out or is about to claim, by id.</summary>
internal sealed class HeldRuns
{
    private readonly ConcurrentDictionary<string, HeldRun?> _runs = new(StringComparer.Ordinal);

    /// <summary>Who is told, by its id, that this process holds a run from now on.</summary>
    public Action<string> Taken { get; set; } = _ => { };

    public IReadOnlyCollection<string> Ids => [.. _runs.Keys];

    public IReadOnlyCollection<HeldRun> All => [.. _runs.Values.OfType<HeldRun>()];

    /// <summary>
    /// True for one caller only, until <see cref="Remove"/>. Without it two claims of this process would take the run
    /// from each other: each would see the other's lease as one of an earlier life.
    /// </summary>
    public bool TryReserve(string runId) => _runs.TryAdd(runId, value: null);

    public void Set(HeldRun run)
    {
        _runs[run.RunId] = run;
        Taken(run.RunId);
    }

    public HeldRun? Find(string runId) => _runs.GetValueOrDefault(runId);

    public void Remove(string runId) => _runs.TryRemove(runId, out _);
}
