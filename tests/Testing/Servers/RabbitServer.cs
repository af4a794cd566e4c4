using System.Collections.Concurrent;
using System.Globalization;
using LocalServers;

namespace Orchestrator.Testing.Servers;

/// <summary>A private RabbitMQ; a start takes three seconds on a machine with nothing else to do, and more than ten on a loaded one.</summary>
public sealed class RabbitServer : TestServer
{
    public const string User = "orch";
    public const string Password = "p'w \"1\\";

    private RabbitServer(RabbitInstance instance, ConcurrentQueue<string> lines)
        : base(instance, lines) { }

    /// <summary>amqp://user:password@127.0.0.1:port</summary>
    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"amqp://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}");

    public static async Task<RabbitServer> StartAsync()
    {
        var lines = new ConcurrentQueue<string>();
        var settings = new RabbitSettings
        {
            Folder = NewFolder("rabbitmq"),
            Port = FreePort.Take(),
            DistributionPort = FreePort.Take(),
            DirectoryPort = FreePort.Take(),
            User = User,
            Password = Password,
            Log = lines.Enqueue,
            DeleteFolderWhenOwnerDies = true,
        };
        return new RabbitServer(await RabbitInstance.StartAsync(settings, CancellationToken.None), lines);
    }
}
