using System.Globalization;

namespace Orchestrator.Slow.Tests.Load;

/// <summary>How busy the machine is besides: no delay means much without it.</summary>
internal static class MachineLoad
{
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Processes that ran or wanted to in the last minute, and the machine's processors.</summary>
    public static string Now()
    {
        var load = File.Exists(LoadFile) ? File.ReadAllText(LoadFile).Split(' ')[0] : "unknown";
        return string.Create(CultureInfo.InvariantCulture, $"{load} on {Environment.ProcessorCount} processors");
    }
}
