namespace Orchestrator.LlamaCppHost;

/// <summary>How the process ends when it does not crash.</summary>
public static class ExitCodes
{
    public const int Stopped = 0;

    /// <summary>Nothing changes by starting it again with the same settings.</summary>
    public const int WrongSetting = 2;

    /// <summary>Another process listens on the port.</summary>
    public const int PortTaken = 3;
}
