using System.Text;
using RabbitMQ.Client;

namespace Orchestrator.Servers.Tests.Bus;

/// <summary>The broker as an operator sees it, past our own code.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly IConnection _connection;

    private Broker(IConnection connection) => _connection = connection;

    public static async Task<Broker> ConnectAsync(RabbitServer server)
    {
        var factory = new ConnectionFactory { Uri = new Uri(server.ConnectionString) };
        return new Broker(await factory.CreateConnectionAsync());
    }

    /// <returns>The first message, with its headers, once there is one; it is taken from the queue.</returns>
    public async Task<(string Body, IReadOnlyDictionary<string, string> Headers)> TakeAsync(string queue)
    {
        BasicGetResult? message = null;
        await Wait.UntilAsync(
            async () => (message = await TryTakeAsync(queue)) is not null,
            $"a message is in {queue}"
        );
        var headers = message!.BasicProperties.Headers?.ToDictionary(pair => pair.Key, pair => Text(pair.Value));
        return (Encoding.UTF8.GetString(message.Body.Span), headers ?? []);
    }

    /// <summary>Takes the message that is next and goes away with it, as a process that dies of it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DieOfAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: false) is not null;
    }

    public async Task<uint> CountAsync(string queue)
    {
        await using var channel = await _connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    public async Task DeclareAsync(string queue, IDictionary<string, object?> arguments)
    {
        await using var channel = await _connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments);
    }

    public async Task SendAsync(string queue, string body)
    {
        await using var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var properties = new BasicProperties { Persistent = true };
        await channel.BasicPublishAsync("", queue, mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<BasicGetResult?> TryTakeAsync(string queue)
    {
        // A queue of dead letters is made with the first of them; asking for one that is not there closes the channel.
        try
        {
            await using var channel = await _connection.CreateChannelAsync();
            return await channel.BasicGetAsync(queue, autoAck: true);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return null;
        }
    }

    private static string Text(object? value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}";
}
