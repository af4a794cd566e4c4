using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.StandIns.Tests.Npgsql;

/// <summary>A test that needs PostgreSQL's programs; without them, it is skipped and says so.</summary>
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() =>
        Skip = PostgresServer.Programs is null ? "There is no PostgreSQL below /usr/lib/postgresql." : null;
}

/// <summary>A private server on a free loopback port, for this test only: trust, no sync.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-postgres-");
    private readonly int _port = FreePort.Take();

    private PostgresServer() { }

    public static string? Programs { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateFiles("/usr/lib/postgresql", "pg_ctl", SearchOption.AllDirectories)
                .Select(Path.GetDirectoryName)
                .FirstOrDefault()
            : null;

    public string ConnectionString =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Database=postgres;Username=orch;Pooling=false";

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        if (Environment.IsPrivilegedProcess)
        {
            await server.RunAsync("chown", "postgres", server._folder.FullName); // the server refuses to be root
        }

        await server.AsServerAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "orch", "--no-sync", "-E", "UTF8");
        var options = $"-p {server._port} -F -c listen_addresses=127.0.0.1 -c unix_socket_directories={server.Data}";
        var log = Path.Combine(server._folder.FullName, "log");
        await server.AsServerAsync("pg_ctl", "-D", server.Data, "-w", "-l", log, "-o", options, "start");
        return server;
    }

    public Task StopAsync() => AsServerAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync();
        }

        _folder.Delete(recursive: true);
    }

    private Task AsServerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private async Task RunAsync(string program, params string[] arguments)
    {
        // Output is left alone: the started server would hold the pipe open for as long as it runs.
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, UseShellExecute = false }
        )!;
        await process.WaitForExitAsync().WaitAsync(Deadline);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
