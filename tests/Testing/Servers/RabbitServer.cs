using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using LocalServers;

namespace Orchestrator.Testing.Servers;

/// <summary>A private RabbitMQ; a start takes three seconds on an idle machine, and has been seen to take nine on a loaded one.</summary>
public sealed class RabbitServer : TestServer
{
    public const string User = "orch";
    public const string Password = "p'w \"1\\";

    private RabbitServer(RabbitInstance instance, ConcurrentQueue<string> lines)
        : base(instance, lines) { }

    /// <summary>amqp://user:password@127.0.0.1:port</summary>
    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"amqp://{User}:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}");

    /// <summary>
    /// A quorum queue outlives a kill only once its name is on disk, and RabbitMQ 3.10 writes that some time after the
    /// declaration, even after it has confirmed messages; killed before, it has the queue again, without a leader, for ever.
    /// A test that kills the broker declares its queues, then waits for this.
    /// </summary>
    public Task UntilQueueIsOnDiskAsync(string queue)
    {
        var file = Path.Combine(Folder, "data", "rabbit@localhost", "quorum", "rabbit@localhost", "names.dets");
        // The name is followed by a binary (m) of less than 16 MB, whose length begins with a zero: not by a longer name, such as
        // that of the queue's dead letters.
        var name = Encoding.UTF8.GetBytes($"_{queue}m\0");
        return Wait.UntilAsync(
            () => File.Exists(file) && File.ReadAllBytes(file).AsSpan().IndexOf(name) >= 0,
            $"RabbitMQ writes the name of the quorum queue {queue} to its disk"
        );
    }

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
