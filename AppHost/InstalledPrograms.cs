namespace Orchestrator.AppHost;

/// <summary>Programs of this machine that a shape can use.</summary>
internal static class InstalledPrograms
{
    public const string Prometheus = "prometheus";

    // Debian keeps a server's programs apart from those for everybody, and /usr/sbin is not on everybody's path.
    private static readonly string[] _debianFolders = ["/usr/sbin", "/usr/lib/rabbitmq/bin", "/usr/lib/erlang/bin"];
    private const string DebianPostgres = "/usr/lib/postgresql";

    // With the programs that make its data and its directory of nodes: a package may leave them out.
    private static readonly (string Server, string[] Programs)[] _servers =
    [
        ("PostgreSQL", ["postgres", "initdb"]),
        ("RabbitMQ", ["rabbitmq-server", "epmd"]),
        ("Redis", ["redis-server"]),
    ];

    /// <returns>Names of the servers of the local shape that are not installed.</returns>
    public static IReadOnlyList<string> MissingServers() => MissingServers(program => Find(program) is not null);

    /// <inheritdoc cref="MissingServers()"/>
    public static IReadOnlyList<string> MissingServers(Func<string, bool> isInstalled) =>
        [.. _servers.Where(server => !server.Programs.All(isInstalled)).Select(server => server.Server)];

    /// <returns>The whole path; null when it is not installed.</returns>
    public static string? Find(string program) =>
        Folders()
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program))
            .FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders() =>
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries
            ),
            .. _debianFolders,
            .. Directory.Exists(DebianPostgres)
                ? Directory.EnumerateDirectories(DebianPostgres).Select(version => Path.Combine(version, "bin"))
                : [],
        ];
}
