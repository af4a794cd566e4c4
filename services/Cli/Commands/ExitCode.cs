namespace Orchestrator.Cli.Commands;

/// <summary>What the program ends with, as shells and scripts expect it.</summary>
internal static class ExitCode
{
    public const int Good = 0;

    public const int Failed = 1;

    /// <summary>Wrong arguments or files: the same call will never succeed.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl+C: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
