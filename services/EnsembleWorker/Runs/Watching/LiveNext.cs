using System.Runtime.InteropServices;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>What a watcher gets, or has to do, next.</summary>
/// <param name="Event">Set for <see cref="LiveState.Told"/>.</param>
/// <param name="MissedUntil">The last entry that is only in the database; set for <see cref="LiveState.Missed"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LiveNext(LiveState State, RunEvent? Event = null, long MissedUntil = 0);

internal enum LiveState
{
    /// <summary>It has everything, and more will come.</summary>
    Waits,

    Told,

    /// <summary>There is more of what is not kept, but it has had some a moment ago.</summary>
    Later,

    /// <summary>It was so slow that the next entries are only in the database.</summary>
    Missed,

    /// <summary>It has everything, and nothing more comes from this worker.</summary>
    Over,
}
