using System.Globalization;

namespace LocalServers;

/// <summary>PostgreSQL's programs, which Debian keeps off the PATH, the newest version first.</summary>
internal static class PostgresPrograms
{
    public static string? WhyMissing() =>
        Find("postgres") is null || Find("initdb") is null
            ? InstalledProgram.Missing("PostgreSQL", "postgresql")
            : null;

    /// <summary>A command line that runs one of the programs as the user that the server accepts.</summary>
    public static IReadOnlyList<string> AsServer(string program, params IEnumerable<string> arguments)
    {
        string[] line = [Find(program)!, .. arguments];
        return Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. line]
            : line;
    }

    private static string? Find(string program) => InstalledProgram.Find(program, Folders());

    private static IEnumerable<string> Folders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder =>
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0
                )
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
}
