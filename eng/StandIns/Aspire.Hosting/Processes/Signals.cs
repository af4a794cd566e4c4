using System.Runtime.InteropServices;
using Aspire.Hosting.LocalServers;

namespace Aspire.Hosting.Processes;

internal static class Signals
{
    private const int Probe = 0;

    /// <summary>To the process's group; to the process alone when it leads none (yet).</summary>
    /// <returns>Whether anything was there to take it.</returns>
    public static bool Send(int processId, StopSignal signal) =>
        !OperatingSystem.IsWindows() && (SendToGroup(processId, signal) || Kill(processId, (int)signal) == 0);

    public static bool SendToGroup(int processId, StopSignal signal) =>
        !OperatingSystem.IsWindows() && Kill(-processId, (int)signal) == 0;

    public static bool GroupExists(int processId) => !OperatingSystem.IsWindows() && Kill(-processId, Probe) == 0;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int processId, int signal);
}
