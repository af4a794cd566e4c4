namespace Orchestrator.AppHost;

internal static class ExitCodes
{
    /// <summary>Stopped because it was asked to.</summary>
    public const int Success = 0;

    /// <summary>A part did not start, or ended by itself.</summary>
    public const int Failed = 1;

    public const int WrongArguments = 2;
}
