namespace Orchestrator.Simulation.Scheduling;

/// <summary>How fast the requests of a runner go on at a moment, given all that runs on the host then.</summary>
public static class GenerationPace
{
    /// <summary>
    /// Each further busy slot slows a token by this share: an 8B model at 62 to 74 tokens/s alone was measured at
    /// 95 to 108 in total with 8 streams on one RTX 4090, which this reproduces (68 alone give 105 in total).
    /// Prompts are assumed to share in the same way, since a batch carries the tokens of all slots.
    /// </summary>
    private const double SharingCost = 0.6;

    /// <summary>Prompt tokens per second of one running request of <paramref name="runner"/>.</summary>
    public static double PrefillTokensPerSecond(HostState host, RunnerState runner) =>
        Rate(host, runner, runner.Model.PrefillTokensPerSecond, runner.Model.CpuPrefillTokensPerSecond);

    /// <summary>Answer tokens per second of one running request of <paramref name="runner"/>.</summary>
    public static double DecodeTokensPerSecond(HostState host, RunnerState runner) =>
        Rate(host, runner, runner.Model.DecodeTokensPerSecond, runner.Model.CpuDecodeTokensPerSecond);

    // A token passes through the layers one after another: the times on the devices add up, each by its share of the model.
    private static double Rate(HostState host, RunnerState runner, double onGpu, double onCpu)
    {
        var seconds = 0.0;
        if (runner.VramBytes > 0)
        {
            seconds += GpuShares(host, runner) / onGpu;
        }

        if (runner.GpuShare < 1)
        {
            seconds += (1 - runner.GpuShare) * ActiveOnCpu(host, runner) / onCpu;
        }

        return seconds > 0 ? 1 / (seconds * SlotFactor(runner)) : 0;
    }

    /// <summary>How much slower one request is while so many of its runner run.</summary>
    public static double Sharing(int requests) => 1 + (SharingCost * Math.Max(0, requests - 1));

    private static double SlotFactor(RunnerState runner) => Sharing(runner.Running.Count);

    /// <summary>The part of the model on each GPU times the runners that compute there at this moment.</summary>
    private static double GpuShares(HostState host, RunnerState runner)
    {
        var sum = 0.0;
        for (var gpu = 0; gpu < runner.GpuBytes.Length; gpu++)
        {
            if (runner.GpuBytes[gpu] > 0)
            {
                sum += (double)runner.GpuBytes[gpu] / runner.SizeBytes * ActiveOnGpu(host, runner, gpu);
            }
        }

        return sum;
    }

    private static int ActiveOnGpu(HostState host, RunnerState runner, int gpu)
    {
        var active = 1;
        foreach (var other in host.Runners.Values)
        {
            active += IsActiveBeside(runner, other) && gpu < other.GpuBytes.Length && other.GpuBytes[gpu] > 0 ? 1 : 0;
        }

        return active;
    }

    private static int ActiveOnCpu(HostState host, RunnerState runner)
    {
        var active = 1;
        foreach (var other in host.Runners.Values)
        {
            active += IsActiveBeside(runner, other) && other.GpuShare < 1 ? 1 : 0;
        }

        return active;
    }

    private static bool IsActiveBeside(RunnerState runner, RunnerState other) =>
        other.LoadId != runner.LoadId && !other.Running.IsEmpty;
}
