using System.Globalization;
using System.Text;

namespace Orchestrator.Functional.Tests.Cluster;

/// <summary>
/// What a run of AppHost leaves on the machine while it lives: processes and listening sockets. Every descendant inherits the
/// environment, so the path of the run's folder finds them all, also those that another process has adopted; servers that write
/// their title over their environment work in that folder.
/// </summary>
internal static class RunTraces
{
    private const string Listening = "0A";
    private static readonly string[] SocketTables = ["/proc/net/tcp", "/proc/net/tcp6"];

    public static IReadOnlyList<RunProcess> ProcessesOf(string folder) =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0
                )
                .Where(id => id > 0 && IsAlive(id) && Belongs(id, folder))
                .Select(id => new RunProcess(id, Text(id, "cmdline").Replace('\0', ' '))),
        ];

    /// <returns>Inodes, which no later socket has, as a port may be taken again.</returns>
    public static IReadOnlySet<string> ListeningSocketsOf(IEnumerable<RunProcess> processes)
    {
        var own = processes.SelectMany(process => SocketsOf(process.Id)).ToHashSet(StringComparer.Ordinal);
        own.IntersectWith(ListeningSockets());
        return own;
    }

    public static IEnumerable<string> ListeningSockets() =>
        SocketTables
            .Where(File.Exists)
            .SelectMany(table => File.ReadLines(table).Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[3] == Listening)
            .Select(fields => fields[9]);

    /// <returns>A variable that the process was started with; null when it was not.</returns>
    public static string? VariableOf(RunProcess process, string name) =>
        Text(process.Id, "environ")
            .Split('\0')
            .FirstOrDefault(variable => variable.StartsWith($"{name}=", StringComparison.Ordinal))
            ?[(name.Length + 1)..];

    private static bool Belongs(int id, string folder) =>
        Text(id, "environ").Contains(folder, StringComparison.Ordinal)
        || WorkingFolder(id).StartsWith(folder, StringComparison.Ordinal);

    private static string WorkingFolder(int id)
    {
        try
        {
            return new DirectoryInfo($"/proc/{id}/cwd").LinkTarget ?? "";
        }
        // It has just ended, or is another user's.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // A process that has ended, but that its parent has not asked about, is a name without an environment.
    private static bool IsAlive(int id) => Text(id, "cmdline").Length > 0;

    private static IEnumerable<string> SocketsOf(int id)
    {
        const string Prefix = "socket:[";
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles($"/proc/{id}/fd")
                    .Select(file => new FileInfo(file).LinkTarget ?? "")
                    .Where(target => target.StartsWith(Prefix, StringComparison.Ordinal))
                    .Select(target => target[Prefix.Length..^1]),
            ];
        }
        // It has just ended.
        catch (IOException)
        {
            return [];
        }
    }

    private static string Text(int id, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/{file}"));
        }
        // It has just ended, or is another user's.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

internal sealed record RunProcess(int Id, string CommandLine);
