using System.Diagnostics;
using System.Globalization;

namespace LocalServers;

/// <summary>What a guard starts, and how it ends it.</summary>
internal sealed record GuardedCommand(IReadOnlyList<string> Line, string WorkingFolder)
{
    /// <summary>The signal of an orderly stop that does not wait for clients.</summary>
    public string StopSignal { get; init; } = "TERM";

    /// <summary>Removed when the owner dies; null leaves everything.</summary>
    public string? FolderToDelete { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    // A session of its own: Ctrl+C at the owner's terminal must reach the owner only, which then stops the servers last.
    private static string? Setsid { get; } = InstalledProgram.Find("setsid");

    /// <summary>With the guard before it.</summary>
    public ProcessStartInfo ToStartInfo()
    {
        var tenths = GuardScript.OrphanTenths.ToString(CultureInfo.InvariantCulture);
        string[] guard = ["/bin/sh", "-c", GuardScript.Text, "guard", StopSignal, tenths, FolderToDelete ?? ""];
        var start = StartInfo(Setsid is null ? [.. guard, .. Line] : [Setsid, .. guard, .. Line]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        return start;
    }

    /// <summary>For a caller that guards its processes itself.</summary>
    public ProcessStartInfo ToPlainStartInfo() => StartInfo(Line);

    private ProcessStartInfo StartInfo(IReadOnlyList<string> line)
    {
        var start = new ProcessStartInfo(line[0], line.Skip(1)) { WorkingDirectory = WorkingFolder };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
