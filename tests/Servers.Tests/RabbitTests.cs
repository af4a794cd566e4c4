using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Servers.Tests;

public sealed class RabbitTests
{
    private const string Queue = "kept";

    private static readonly CreateChannelOptions _confirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true
    );

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task Confirmed_messages_of_a_quorum_queue_survive_a_kill_and_a_stop()
    {
        await using var server = await RabbitServer.StartAsync();
        await PublishAsync(server, "one");
        await server.UntilQueueIsOnDiskAsync(Queue);

        await server.KillAsync();
        await server.StartAgainAsync();
        await PublishAsync(server, "two");
        await server.StopAsync();
        await server.StartAgainAsync();

        Assert.Equal(["one", "two"], await ReadAllAsync(server));
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task Neither_a_wrong_password_nor_the_usual_guest_is_let_in()
    {
        await using var server = await RabbitServer.StartAsync();
        foreach (var login in new[] { "orch:wrong", "guest:guest" })
        {
            var factory = new ConnectionFactory { Uri = new Uri($"amqp://{login}@127.0.0.1:{server.Port}") };

            var refusal = await Assert.ThrowsAsync<BrokerUnreachableException>(() => factory.CreateConnectionAsync());

            Assert.IsType<AuthenticationFailureException>(refusal.InnerException);
        }
    }

    private static async Task PublishAsync(RabbitServer server, string text)
    {
        await using var connection = await ConnectAsync(server);
        await using var channel = await OpenAsync(connection);
        var properties = new BasicProperties { Persistent = true };
        await channel.BasicPublishAsync("", Queue, mandatory: true, properties, Encoding.UTF8.GetBytes(text));
    }

    private static async Task<IReadOnlyList<string>> ReadAllAsync(RabbitServer server)
    {
        await using var connection = await ConnectAsync(server);
        await using var channel = await OpenAsync(connection);
        var texts = new List<string>();
        await Wait.UntilAsync(
            async () =>
            {
                while (await channel.BasicGetAsync(Queue, autoAck: true) is { } message)
                {
                    texts.Add(Encoding.UTF8.GetString(message.Body.Span));
                }

                return texts.Count >= 2;
            },
            "both messages are delivered"
        );
        return texts;
    }

    private static async Task<IChannel> OpenAsync(IConnection connection)
    {
        var channel = await connection.CreateChannelAsync(_confirms);
        var quorum = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, arguments: quorum);
        return channel;
    }

    private static Task<IConnection> ConnectAsync(RabbitServer server) =>
        new ConnectionFactory { Uri = new Uri(server.ConnectionString) }.CreateConnectionAsync();
}
