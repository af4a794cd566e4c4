namespace Orchestrator.Profiler.Leadership;

/// <summary>
/// Whether this profiler is the one that writes measures and history, probes and plans. All profilers serve reads and
/// edits. Ask before each piece of work: it can change at any time.
/// </summary>
internal interface ILeader
{
    bool IsLeader { get; }
}
