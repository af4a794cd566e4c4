namespace Orchestrator.Simulation.Scheduling;

/// <summary>How long prompts and tokens take on a runner. Assumptions, see each constant.</summary>
public static class GenerationPace
{
    /// <summary>
    /// Each further busy slot slows a token by this share: an 8B model at 62 to 74 tokens/s alone was measured at
    /// 95 to 108 in total with 8 streams on one consumer GPU, which this reproduces.
    /// </summary>
    private const double SharingCost = 0.6;

    /// <summary>A layer that did not fit into GPU memory is this many times as slow.</summary>
    private const double CpuSlowdown = 8;

    public static TimeSpan Prefill(RunnerState runner, int promptTokens) =>
        TimeSpan.FromSeconds(promptTokens / runner.Model.PrefillTokensPerSecond * Spill(runner));

    /// <summary>Time of one answer token while <paramref name="busySlots"/> requests run on the model.</summary>
    public static TimeSpan Token(RunnerState runner, int busySlots) =>
        TimeSpan.FromSeconds(
            (1 + (SharingCost * Math.Max(0, busySlots - 1))) / runner.Model.DecodeTokensPerSecond * Spill(runner)
        );

    private static double Spill(RunnerState runner) => runner.GpuShare + ((1 - runner.GpuShare) * CpuSlowdown);
}
