using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>When a process that has ended is started again. Pure.</summary>
internal static class RestartRule
{
    /// <summary>The host's exit code when another process listens on its port.</summary>
    public const int PortTaken = 3;

    /// <param name="failures">Ends in a row before this one.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="limits">The waits.</param>
    /// <param name="spread">From 0 to 1, drawn anew each time: children of many workers do not start in step.</param>
    public static Restart After(int failures, ChildEnd end, LlamaCppChildOptions limits, double spread)
    {
        var inARow = end.Ran >= limits.StableAfter ? 1 : failures + 1;
        var wait = RedialWait.After(inARow, limits.FirstRestartWait, limits.MaxRestartWait, spread);
        return new Restart(inARow, wait, TakesOtherPort: end.ExitCode == PortTaken);
    }
}
