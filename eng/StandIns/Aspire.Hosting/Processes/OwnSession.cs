using System.Diagnostics;

namespace Aspire.Hosting.Processes;

/// <summary>Starts programs in a session of their own where <c>setsid</c> exists: the terminal's Ctrl+C is then ours alone.</summary>
internal static class OwnSession
{
    private static readonly string? Setsid = OperatingSystem.IsWindows() ? null : ProgramPath.Find("setsid");

    /// <summary>With it the process is the leader of a group, and signals go to the group.</summary>
    public static bool Exists => Setsid is not null;

    public static ProcessStartInfo Command(ProcessStartInfo command, string program, IEnumerable<string> arguments)
    {
        command.FileName = Setsid ?? program;
        command.ArgumentList.Clear();
        if (Setsid is not null)
        {
            command.ArgumentList.Add(program);
        }

        foreach (var argument in arguments)
        {
            command.ArgumentList.Add(argument);
        }

        return command;
    }
}
