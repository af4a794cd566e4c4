using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RabbitMQ.Client;

namespace Orchestrator.StandIns.Tests.Aspire.Servers;

public sealed class RabbitMQServerTests
{
    [ServerFact(ServerKinds.RabbitMq)]
    public async Task The_connection_string_leads_to_a_broker_that_keeps_its_volume()
    {
        var folder = ServerApplication.NewFolder();
        await using (var app = new ServerApplication(folder))
        {
            var rabbit = app.Builder.AddRabbitMQ("bus").WithDataVolume("queues");
            await app.StartAsync("bus");
            await using var connection = await ConnectAsync(rabbit);
            await using var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclareAsync("kept", durable: true, exclusive: false, autoDelete: false);
        }

        // The generated password is another one now.
        await using (var app = new ServerApplication(folder))
        {
            var rabbit = app.Builder.AddRabbitMQ("bus").WithDataVolume("queues");
            await app.StartAsync("bus");
            await using var connection = await ConnectAsync(rabbit);
            await using var channel = await connection.CreateChannelAsync();
            await channel.QueueDeclarePassiveAsync("kept");
        }

        Directory.Delete(folder, recursive: true);
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task User_password_and_management_pages_are_those_of_the_application()
    {
        await using var app = new ServerApplication();
        var user = app.Builder.AddParameter("user", "some one");
        var password = app.Builder.AddParameter("password", "a/b'c\\d\"#é", secret: true);
        var rabbit = app.Builder.AddRabbitMQ("bus", user, password).WithManagementPlugin();

        await app.StartAsync("bus");

        await using var connection = await ConnectAsync(rabbit);
        Assert.True(connection.IsOpen);
        using var http = new HttpClient { BaseAddress = new Uri(rabbit.GetEndpoint("management").Url) };
        Assert.Contains("RabbitMQ", await http.GetStringAsync("/"));
    }

    private static async Task<IConnection> ConnectAsync(IResourceBuilder<RabbitMQServerResource> rabbit)
    {
        var address = await ServerApplication.ConnectionStringAsync(rabbit);
        return await new ConnectionFactory { Uri = new Uri(address!) }.CreateConnectionAsync();
    }
}
