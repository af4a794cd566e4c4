using Orchestrator.Servers.Tests.Shared;

namespace Orchestrator.Servers.Tests;

public sealed class RabbitTests
{
    [ServerFact(ServerKinds.RabbitMq)]
    public async Task Confirmed_messages_of_a_quorum_queue_survive_a_kill_and_a_stop()
    {
        var rabbit = await RabbitServer.StartAsync();
        await using var server = new LocalServer(rabbit, () => rabbit.ConnectionString);
        await RabbitRules.ConfirmedMessagesSurviveAsync(server, rabbit.UntilQueueIsOnDiskAsync);
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task Neither_a_wrong_password_nor_the_usual_guest_is_let_in()
    {
        var rabbit = await RabbitServer.StartAsync();
        await using var server = new LocalServer(rabbit, () => rabbit.ConnectionString);
        await RabbitRules.OthersAreRefusedAsync(server);
    }
}
