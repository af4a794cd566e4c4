using Microsoft.Extensions.DependencyInjection;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Servers.Tests.Bus;

/// <summary>Where a message goes that cannot be consumed, on a real broker.</summary>
[Collection(SharedRabbit.Name)]
public sealed class DeadLetterTests(RabbitFixture rabbit)
{
    [ServerFact(ServerKinds.RabbitMq)]
    public async Task What_fails_all_retries_is_in_the_error_queue_with_the_reason()
    {
        await using var app = await BusApp.StartAsync(
            rabbit.Server,
            builder => builder.AddBusConsumer<FailingConsumer>("failing"),
            ("Bus:RetryLimit", "1"),
            ("Bus:RetryInterval", "00:00:00.001")
        );
        app.Log.ExpectErrors("R-FAULT");
        await using var broker = await Broker.ConnectAsync(rabbit.Server);

        await app.Bus.Publish(new Numbered(7));

        var (body, headers) = await broker.TakeAsync("failing_error");
        Assert.Contains("\"number\": 7", body, StringComparison.Ordinal);
        Assert.Equal("it always fails", headers["MT-Fault-Message"]);
        Assert.Equal(0u, await broker.CountAsync("failing"));
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task What_no_consumer_of_the_queue_wants_is_in_the_skipped_queue()
    {
        var seen = new SeenNumbers();
        await using var app = await BusApp.StartAsync(
            rabbit.Server,
            builder =>
            {
                builder.Services.AddSingleton(seen);
                builder.AddBusConsumer<NumberConsumer>("picky");
            }
        );
        await using var broker = await Broker.ConnectAsync(rabbit.Server);
        var queue = await app.Bus.GetSendEndpoint(new Uri("exchange:picky"));

        await queue.Send(new Unwanted("nobody asked"));

        var (body, _) = await broker.TakeAsync("picky_skipped");
        Assert.Contains("nobody asked", body, StringComparison.Ordinal);
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task What_kills_its_consumer_each_time_is_put_aside_and_the_rest_goes_on()
    {
        var limit = ("Bus:DeliveryLimit", "2");
        var seen = new SeenNumbers();
        await using (await StartAsync()) { }

        await using var broker = await Broker.ConnectAsync(rabbit.Server);
        await broker.SendAsync("deadly", "poison");
        for (var i = 0; i < 3; i++)
        {
            await Wait.UntilAsync(() => broker.DieOfAsync("deadly"), $"the message is delivered for the {i + 1}. time");
        }

        var (body, headers) = await broker.TakeAsync("deadly_dead");
        Assert.Equal(("poison", "delivery_limit"), (body, headers["x-first-death-reason"]));
        await using var app = await StartAsync();
        await app.Bus.Publish(new Numbered(1));
        await Wait.UntilAsync(() => seen.Count(1) == 1, "the next message is consumed");

        Task<BusApp> StartAsync() =>
            BusApp.StartAsync(
                rabbit.Server,
                builder =>
                {
                    builder.Services.AddSingleton(seen);
                    builder.AddBusConsumer<NumberConsumer>("deadly");
                },
                limit
            );
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task All_queues_are_bounded_quorum_queues()
    {
        await using var app = await BusApp.StartAsync(
            rabbit.Server,
            builder => builder.AddBusConsumer<FailingConsumer>("bounded"),
            ("Bus:RetryLimit", "0")
        );
        app.Log.ExpectErrors("R-FAULT");
        await using var broker = await Broker.ConnectAsync(rabbit.Server);
        await app.Bus.Publish(new Numbered(7));
        await broker.TakeAsync("bounded_error");

        // The broker refuses to declare a queue again with other arguments than it has.
        var main = Arguments("reject-publish");
        main["x-delivery-limit"] = 20;
        main["x-dead-letter-exchange"] = "bounded_dead";
        main["x-dead-letter-strategy"] = "at-least-once";
        await broker.DeclareAsync("bounded", main);
        var dead = Arguments("drop-head");
        dead["x-max-length"] = 10_000;
        await broker.DeclareAsync("bounded_error", dead);
        await broker.DeclareAsync("bounded_dead", dead);
    }

    private static Dictionary<string, object?> Arguments(string overflow) =>
        new(StringComparer.Ordinal)
        {
            ["x-queue-type"] = "quorum",
            ["x-overflow"] = overflow,
            ["x-max-length-bytes"] = 1_000_000_000L,
        };
}
