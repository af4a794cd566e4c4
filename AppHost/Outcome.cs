namespace Orchestrator.AppHost;

/// <summary>How the run ended: well, unless somebody says otherwise.</summary>
internal sealed class Outcome
{
    private volatile int _exitCode = ExitCodes.Success;

    public int ExitCode => _exitCode;

    public void Fail() => _exitCode = ExitCodes.Failed;
}
