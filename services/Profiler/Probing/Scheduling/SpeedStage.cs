namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>The parts of the micro-benchmark, in their order.</summary>
internal enum SpeedStage
{
    /// <summary>A long prompt and one word as the answer: how fast it reads.</summary>
    Prefill,

    /// <summary>A short prompt and a long answer: how fast it writes.</summary>
    Decode,
}
