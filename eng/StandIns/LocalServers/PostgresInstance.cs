using System.Globalization;

namespace LocalServers;

/// <summary>A private PostgreSQL. Started by root, it runs as the user postgres, because it refuses to be root.</summary>
internal sealed class PostgresInstance : ServerInstance
{
    private readonly ServerSettings _settings;
    private readonly PostgresCluster _cluster;

    public PostgresInstance(ServerSettings settings)
        : base(settings)
    {
        _settings = settings;
        _cluster = new PostgresCluster(settings, Log);
    }

    protected override string Name => "PostgreSQL";

    // TERM waits for clients, INT closes their connections.
    protected override string StopSignal => "INT";

    public static string? WhyMissing() => PostgresPrograms.WhyMissing();

    public static async Task<PostgresInstance> StartAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        var instance = new PostgresInstance(settings);
        await instance.StartAgainAsync(cancellationToken);
        return instance;
    }

    protected override async Task<IServerProcess> LaunchAsync(CancellationToken cancellationToken)
    {
        if (WhyMissing() is { } why)
        {
            throw new InvalidOperationException(why);
        }

        await _cluster.PrepareAsync(cancellationToken);
        var command = new GuardedCommand(PostgresPrograms.AsServer("postgres", Arguments()), Folder)
        {
            StopSignal = StopSignal,
            FolderToDelete = _settings.DeleteFolderWhenOwnerDies ? Folder : null,
        };
        return await _settings.Launch(command, Log, cancellationToken);
    }

    /// <summary>'R' asks for the login; an error ('E') means that it still starts.</summary>
    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        await LoopbackProbe.AskAsync(Port, PostgresGreeting.For(_settings.User), cancellationToken) is [(byte)'R', ..];

    /// <summary>A killed server leaves a segment of shared memory to the next one, and there may be none.</summary>
    protected override async Task CleanUpAsync()
    {
        if (_cluster.SharedMemoryId() is { } id)
        {
            await OneCommand.TryRunAsync(["ipcrm", "-m", id], Folder, Log);
        }
    }

    // A kill of the server loses nothing without fsync, only a power cut does; dynamic memory in files goes with the folder.
    private string[] Arguments() =>
        [
            "-D",
            _cluster.Data,
            "-p",
            Port.ToString(CultureInfo.InvariantCulture),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "dynamic_shared_memory_type=mmap",
            "-c",
            "shared_buffers=32MB",
            "-c",
            "fsync=off",
        ];
}
