namespace LocalServers;

/// <summary>The data folder of a PostgreSQL server: created once, whole or not at all.</summary>
internal sealed class PostgresCluster(ServerSettings settings, Action<string> log)
{
    private PostgresLogin Login => new(settings, Data, log);

    public string Data => Path.Combine(settings.Folder, "data");

    public Task PrepareAsync(CancellationToken cancellationToken) =>
        Directory.Exists(Data) ? Login.KeepAsync(cancellationToken) : CreateAsync(cancellationToken);

    /// <summary>The segment of shared memory that the server notes in its lock file, for whoever comes after a kill.</summary>
    public string? SharedMemoryId()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        return File.Exists(file) && File.ReadLines(file).ElementAtOrDefault(6) is { } keyAndId
            ? keyAndId.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1)
            : null;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var unfinished = Path.Combine(settings.Folder, "data.new");
        var password = Path.Combine(settings.Folder, "password");
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await PrivateFolder.WriteAsync(password, settings.Password ?? "", cancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            PostgresUser.MustReach(settings.Folder);
            await RunAsync(["chown", "-R", PostgresUser.Name, settings.Folder], cancellationToken);
        }

        await InitializeAsync(PostgresPrograms.AsServer("initdb", Arguments(unfinished, password)), cancellationToken);
        File.Delete(password);
        Directory.Move(unfinished, Data); // a start that was broken off leaves no half of a cluster
        await Login.NoteAsync(cancellationToken);
    }

    private string[] Arguments(string data, string password) =>
        settings.Password is null
            ? ["-D", data, "-U", settings.User, "-A", "trust", .. Locale]
            : ["-D", data, "-U", settings.User, "-A", "scram-sha-256", "--pwfile", password, .. Locale];

    private static string[] Locale => ["--no-sync", "-E", "UTF8", "--locale=C.UTF-8"];

    // Like the server itself, it must not go on when this process has gone.
    private async Task InitializeAsync(IReadOnlyList<string> line, CancellationToken cancellationToken)
    {
        await using var initialization = await settings.Launch(
            new GuardedCommand(line, settings.Folder),
            log,
            cancellationToken
        );
        if (await initialization.Exited.WaitAsync(cancellationToken) is var code and not 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', line)} ended with exit code {code}.");
        }
    }

    private async Task RunAsync(IReadOnlyList<string> line, CancellationToken cancellationToken)
    {
        if (await OneCommand.RunAsync(line, settings.Folder, log, cancellationToken) is var code and not 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', line)} ended with exit code {code}.");
        }
    }
}
