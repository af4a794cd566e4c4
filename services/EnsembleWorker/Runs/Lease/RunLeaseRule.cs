using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Lease;

/// <summary>Who may carry out a run. Pure; the same rules as for replicas.</summary>
internal static class RunLeaseRule
{
    /// <summary>True when nobody holds the run, as far as a worker that does not hold it itself can tell.</summary>
    public static bool IsFree(RunRow run, Owner me, DateTimeOffset now, TimeSpan clockSkew) =>
        run.Worker.Length == 0
        || IsEarlierLife(run, me)
        || run.ExpiresAtMs + (long)clockSkew.TotalMilliseconds <= now.ToUnixTimeMilliseconds();

    /// <summary>Another worker's lease is in force: there its watchers find it.</summary>
    public static bool IsHeldElsewhere(RunRow run, Owner me, DateTimeOffset now) =>
        run.Worker.Length > 0 && !IsEarlierLife(run, me) && run.ExpiresAtMs > now.ToUnixTimeMilliseconds();

    // Same name and address, and not in this process: an earlier life of this worker, which is over.
    private static bool IsEarlierLife(RunRow run, Owner me) => run.Worker == me.Worker && run.Address == me.Address;
}
