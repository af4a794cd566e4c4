namespace Orchestrator.AppHost;

/// <summary>Programs of this machine that a shape can use.</summary>
internal static class InstalledPrograms
{
    public const string Prometheus = "prometheus";

    // Debian keeps a server's programs apart from those for everybody, and /usr/sbin is not on everybody's path.
    private static readonly string[] _debianFolders = ["/usr/sbin", "/usr/lib/rabbitmq/bin"];
    private const string DebianPostgres = "/usr/lib/postgresql";

    private static readonly (string Server, string Program)[] _servers =
    [
        ("PostgreSQL", "postgres"),
        ("RabbitMQ", "rabbitmq-server"),
        ("Redis", "redis-server"),
    ];

    /// <returns>Names of the servers of the local shape that are not installed.</returns>
    public static IReadOnlyList<string> MissingServers() =>
        [.. _servers.Where(server => Find(server.Program) is null).Select(server => server.Server)];

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
