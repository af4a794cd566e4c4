namespace LocalServers;

/// <summary>The data folder of a PostgreSQL server: created once, whole or not at all.</summary>
internal sealed class PostgresCluster(ServerSettings settings, Action<string> log)
{
    public string Data => Path.Combine(settings.Folder, "data");

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(Data))
        {
            return;
        }

        var unfinished = Path.Combine(settings.Folder, "data.new");
        var password = Path.Combine(settings.Folder, "password");
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await PrivateFolder.WriteAsync(password, settings.Password ?? "", cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(["chown", "-R", "postgres", settings.Folder], cancellationToken);
        }

        await RunAsync(PostgresPrograms.AsServer("initdb", Arguments(unfinished, password)), cancellationToken);
        File.Delete(password);
        Directory.Move(unfinished, Data); // a start that was broken off leaves no half of a cluster
    }

    /// <summary>The segment of shared memory that the server notes in its lock file, for whoever comes after a kill.</summary>
    public string? SharedMemoryId()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        return File.Exists(file) && File.ReadLines(file).ElementAtOrDefault(6) is { } keyAndId
            ? keyAndId.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1)
            : null;
    }

    private string[] Arguments(string data, string password) =>
        settings.Password is null
            ? ["-D", data, "-U", settings.User, "-A", "trust", .. Locale]
            : ["-D", data, "-U", settings.User, "-A", "scram-sha-256", "--pwfile", password, .. Locale];

    private static string[] Locale => ["--no-sync", "-E", "UTF8", "--locale=C.UTF-8"];

    private async Task RunAsync(IReadOnlyList<string> line, CancellationToken cancellationToken)
    {
        if (await OneCommand.RunAsync(line, settings.Folder, log, cancellationToken) is var code and not 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', line)} ended with exit code {code}.");
        }
    }
}
