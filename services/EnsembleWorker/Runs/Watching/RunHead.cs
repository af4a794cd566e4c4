using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>What a watcher of a run that nobody holds waits for a change of.</summary>
internal sealed record RunHead(
    string RunId,
    string State,
    string Worker,
    string Address,
    long Epoch,
    long ExpiresAtMs,
    long LastSequence
)
{
    public static RunHead Of(RunRow row) =>
        new(row.RunId, row.State, row.Worker, row.Address, row.Epoch, row.ExpiresAtMs, row.LastSequence);
}
