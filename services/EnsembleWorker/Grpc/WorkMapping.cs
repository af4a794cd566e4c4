using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>What runs, waits and loads on a replica, on the wire: as spans, because no two clocks have to agree.</summary>
internal static class WorkMapping
{
    public static ModelWork ToWork(ModelTally tally, DateTimeOffset now) =>
        new()
        {
            Model = tally.Model,
            Running = (uint)tally.Running,
            Waiting = (uint)tally.Waiting,
            WaitingPromptTokens = (ulong)tally.WaitingPromptTokens,
            WaitingOutputTokens = (ulong)tally.WaitingOutputTokens,
            RunningPromptTokens = (ulong)tally.RunningPromptTokens,
            RunningOutputTokens = (ulong)tally.RunningOutputTokens,
            RunningForMs = Since(tally.RunningSince, now),
            OldestWaitMs = Since(tally.WaitingSince, now),
        };

    public static ModelLoad? ToLoad(LoadUnderWay? load, DateTimeOffset now) =>
        load is null ? null : new ModelLoad { Model = load.Model, ForMs = Since(load.Since, now) };

    // A clock that was set back must not become an enormous time.
    private static ulong Since(DateTimeOffset? at, DateTimeOffset now) =>
        at < now ? (ulong)(now - at.Value).TotalMilliseconds : 0;
}
