using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Orchestrator.Servers.Tests.Shared;

/// <summary>What the project relies on, wherever RabbitMQ runs.</summary>
internal static class RabbitRules
{
    private const string Queue = "kept";

    private static readonly CreateChannelOptions _confirms = new(
        publisherConfirmationsEnabled: true,
        publisherConfirmationTrackingEnabled: true
    );

    /// <param name="server">The broker.</param>
    /// <param name="queueIsOnDisk">Returns when a kill cannot take the queue itself away any more.</param>
    public static async Task ConfirmedMessagesSurviveAsync(IServerUnderTest server, Func<string, Task> queueIsOnDisk)
    {
        await PublishAsync(server, "one");
        await queueIsOnDisk(Queue);
        await server.BreakDownAsync();
        await PublishAsync(server, "two");
        await server.RestartAsync();

        Assert.Equal(["one", "two"], await ReadAllAsync(server));
    }

    public static async Task OthersAreRefusedAsync(IServerUnderTest server)
    {
        foreach (var login in new[] { "orch:wrong", "guest:guest" })
        {
            var address = new UriBuilder(server.ConnectionString)
            {
                UserName = login.Split(':')[0],
                Password = login.Split(':')[1],
            };
            var factory = new ConnectionFactory { Uri = address.Uri };

            var refusal = await Assert.ThrowsAsync<BrokerUnreachableException>(() => factory.CreateConnectionAsync());

            Assert.IsType<AuthenticationFailureException>(refusal.InnerException);
        }
    }

    private static async Task PublishAsync(IServerUnderTest server, string text)
    {
        await using var connection = await ConnectAsync(server);
        await using var channel = await OpenAsync(connection);
        var properties = new BasicProperties { Persistent = true };
        await channel.BasicPublishAsync("", Queue, mandatory: true, properties, Encoding.UTF8.GetBytes(text));
    }

    private static async Task<IReadOnlyList<string>> ReadAllAsync(IServerUnderTest server)
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

    private static Task<IConnection> ConnectAsync(IServerUnderTest server) =>
        new ConnectionFactory { Uri = new Uri(server.ConnectionString) }.CreateConnectionAsync();
}
