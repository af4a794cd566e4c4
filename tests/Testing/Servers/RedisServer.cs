using System.Collections.Concurrent;
using System.Globalization;
using LocalServers;

namespace Orchestrator.Testing.Servers;

/// <summary>A private redis-server; it starts within a tenth of a second and keeps its data over a kill.</summary>
public sealed class RedisServer : TestServer
{
    public const string Password = "p'w \"1\\";

    private RedisServer(RedisInstance instance, ConcurrentQueue<string> lines)
        : base(instance, lines) { }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>As StackExchange.Redis takes it.</summary>
    public string ConnectionString => $"{Address},password={Password}";

    public static async Task<RedisServer> StartAsync()
    {
        var lines = new ConcurrentQueue<string>();
        var settings = new RedisSettings
        {
            Folder = NewFolder("redis"),
            Port = FreePort.Take(),
            Password = Password,
            Log = lines.Enqueue,
            DeleteFolderWhenOwnerDies = true,
        };
        return new RedisServer(await RedisInstance.StartAsync(settings, CancellationToken.None), lines);
    }
}
