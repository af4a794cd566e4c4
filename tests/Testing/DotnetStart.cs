using System.Diagnostics;

namespace Orchestrator.Testing;

/// <summary>
/// A dotnet program with the signals of a terminal. Who is started by nohup or in the background of a script is handed down
/// ignored signals, .NET keeps them ignored, and a test of Ctrl+C would then wait for ever.
/// </summary>
public static class DotnetStart
{
    private const string DefaultSignals = "--default-signal=INT,HUP";

    public static ProcessStartInfo Of(IEnumerable<string> arguments) =>
        // env becomes the program, under the same id.
        OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", [DefaultSignals, "dotnet", .. arguments])
            : new ProcessStartInfo("dotnet", arguments);
}
