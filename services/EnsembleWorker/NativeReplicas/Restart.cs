namespace Orchestrator.EnsembleWorker.NativeReplicas;

/// <summary>What follows the end of a process.</summary>
/// <param name="Failures">Ends in a row, this one included.</param>
/// <param name="Wait">Time until it is started again.</param>
/// <param name="TakesOtherPort">True: the port it had belongs to somebody else now.</param>
internal sealed record Restart(int Failures, TimeSpan Wait, bool TakesOtherPort);

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">128 and the signal's number where a signal ended it: 139 is a segmentation fault.</param>
/// <param name="Ran">How long it lived.</param>
/// <param name="LastWords">The last line of its error output; empty for none.</param>
internal sealed record ChildEnd(int ExitCode, TimeSpan Ran, string LastWords);
