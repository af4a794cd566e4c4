using System.Globalization;
using System.Text;

namespace LocalServers;

/// <summary>A private redis-server. It appends every write to a file, so that a kill loses nothing.</summary>
internal sealed class RedisInstance : ServerInstance
{
    private readonly ServerSettings _settings;

    private RedisInstance(ServerSettings settings)
        : base(settings) => _settings = settings;

    protected override string Name => "Redis";

    protected override string StopSignal => "TERM";

    private static string? Program => InstalledProgram.Find("redis-server", "/usr/bin", "/usr/local/bin");

    public static string? WhyMissing() => Program is null ? InstalledProgram.Missing("Redis", "redis-server") : null;

    public static async Task<RedisInstance> StartAsync(ServerSettings settings, CancellationToken cancellationToken)
    {
        var instance = new RedisInstance(settings);
        await instance.StartAgainAsync(cancellationToken);
        return instance;
    }

    protected override async Task<GuardedProcess> LaunchAsync(CancellationToken cancellationToken)
    {
        var program = Program ?? throw new InvalidOperationException(WhyMissing());
        var file = Path.Combine(Folder, "redis.conf");
        await PrivateFolder.WriteAsync(file, Configuration(), cancellationToken);
        var command = new GuardedCommand([program, file], Folder)
        {
            StopSignal = StopSignal,
            FolderToDelete = _settings.DeleteFolderWhenOwnerDies ? Folder : null,
        };
        return await GuardedProcess.StartAsync(command, Log, cancellationToken);
    }

    protected override async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var login = _settings.Password is { } password ? Command("AUTH", password) : "";
        var answer = await LoopbackProbe.AskAsync(
            Port,
            Encoding.UTF8.GetBytes(login + Command("PING")),
            cancellationToken
        );
        // While it reads its file again, it answers "-LOADING".
        return Encoding.UTF8.GetString(answer).EndsWith("+PONG\r\n", StringComparison.Ordinal);
    }

    private string Configuration() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            port {Port}
            bind 127.0.0.1
            dir {Quoted(Folder)}
            daemonize no
            save ""
            appendonly yes
            appendfsync everysec
            {(_settings.Password is { } password ? $"requirepass {Quoted(password)}" : "protected-mode yes")}

            """
        );

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Command(params string[] words) =>
        $"*{words.Length}\r\n"
        + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
}
