using System.Globalization;

namespace LocalServers;

/// <summary>A private redis-server. It appends every write to a file, so that a kill loses nothing.</summary>
internal sealed class RedisInstance : ServerInstance
{
    private readonly RedisSettings _settings;

    public RedisInstance(RedisSettings settings)
        : base(settings) => _settings = settings;

    protected override string Name => "Redis";

    protected override string StopSignal => "TERM";

    private static string? Program => InstalledProgram.Find("redis-server", "/usr/bin", "/usr/local/bin");

    public static string? WhyMissing() => Program is null ? InstalledProgram.Missing("Redis", "redis-server") : null;

    public static async Task<RedisInstance> StartAsync(RedisSettings settings, CancellationToken cancellationToken)
    {
        var instance = new RedisInstance(settings);
        await instance.StartAgainAsync(cancellationToken);
        return instance;
    }

    protected override async Task<IServerProcess> LaunchAsync(CancellationToken cancellationToken)
    {
        var program = Program ?? throw new InvalidOperationException(WhyMissing());
        var file = Path.Combine(Folder, "redis.conf");
        await PrivateFolder.WriteAsync(file, Configuration(), cancellationToken);
        var command = new GuardedCommand([program, file], Folder)
        {
            StopSignal = StopSignal,
            FolderToDelete = _settings.DeleteFolderWhenOwnerDies ? Folder : null,
        };
        return await _settings.Launch(command, Log, cancellationToken);
    }

    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken) =>
        RedisGreeting.IsWelcome(
            await LoopbackProbe.AskAsync(Port, RedisGreeting.For(_settings.Password), cancellationToken)
        );

    private string Configuration() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            port {Port}
            bind 127.0.0.1
            dir {Quoted(Folder)}
            daemonize no
            save {_settings.Save ?? "\"\""}
            appendonly yes
            appendfsync everysec
            {(_settings.Password is { } password ? $"requirepass {Quoted(password)}" : "protected-mode yes")}

            """
        );

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
