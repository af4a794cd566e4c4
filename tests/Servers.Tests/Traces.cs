using System.Globalization;
using System.Text;

namespace Orchestrator.Servers.Tests;

/// <summary>What a server leaves on the machine, found by the folder that is its alone.</summary>
internal static class Traces
{
    /// <summary>Processes with the folder in their command line, environment or working folder.</summary>
    public static IReadOnlyList<string> Of(TestServer server) => Of(server.Folder);

    /// <inheritdoc cref="Of(TestServer)"/>
    public static IReadOnlyList<string> Of(string folder) =>
        [
            .. from process in Directory.EnumerateDirectories("/proc")
            where
                int.TryParse(Path.GetFileName(process), CultureInfo.InvariantCulture, out _)
                && Mentions(process, folder)
            select $"process {Path.GetFileName(process)}: {Read(Path.Combine(process, "cmdline"))}",
        ];

    /// <summary>PostgreSQL's segment of System V shared memory, as its lock file names it.</summary>
    public static string SharedMemoryOf(TestServer postgres) =>
        File.ReadLines(Path.Combine(postgres.Folder, "data", "postmaster.pid"))
            .ElementAt(6)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

    public static bool HasSharedMemory(string id) =>
        File.ReadLines("/proc/sysvipc/shm")
            .Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) == id);

    private static bool Mentions(string process, string folder) =>
        Read(Path.Combine(process, "cmdline")).Contains(folder, StringComparison.Ordinal)
        || Read(Path.Combine(process, "environ")).Contains(folder, StringComparison.Ordinal)
        || WorkingFolder(process)?.StartsWith(folder, StringComparison.Ordinal) == true;

    private static string? WorkingFolder(string process)
    {
        try
        {
            return Directory.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file)).Replace('\0', ' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return ""; // the process ended, or belongs to someone else
        }
    }
}
