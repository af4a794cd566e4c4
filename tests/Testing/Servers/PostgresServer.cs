using System.Collections.Concurrent;
using System.Globalization;
using LocalServers;

namespace Orchestrator.Testing.Servers;

/// <summary>A private PostgreSQL; one start takes about two seconds, most of it for creating the cluster.</summary>
public sealed class PostgresServer : TestServer
{
    public const string User = "orch";
    public const string Password = "p'w \"1\\";

    private PostgresServer(PostgresInstance instance, ConcurrentQueue<string> lines)
        : base(instance, lines) { }

    /// <summary>Of the database postgres, without a pool, which would keep connections over a kill.</summary>
    public string ConnectionString => For("postgres");

    public string For(string database) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host=127.0.0.1;Port={Port};Database={database};Username={User};Password=\"{Password.Replace("\"", "\"\"", StringComparison.Ordinal)}\";Pooling=false"
        );

    public static async Task<PostgresServer> StartAsync()
    {
        var lines = new ConcurrentQueue<string>();
        var settings = new ServerSettings
        {
            Folder = NewFolder("postgres"),
            Port = FreePort.Take(),
            User = User,
            Password = Password,
            Log = lines.Enqueue,
            DeleteFolderWhenOwnerDies = true,
        };
        return new PostgresServer(await PostgresInstance.StartAsync(settings, CancellationToken.None), lines);
    }
}
