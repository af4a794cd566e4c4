using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Servers.Tests.Bus;

/// <summary>What a publish that returned stands for.</summary>
[Collection(SharedRabbit.Name)]
public sealed class PublishTests(RabbitFixture rabbit)
{
    [ServerFact(ServerKinds.RabbitMq)]
    public async Task A_message_that_must_be_heard_is_refused_while_no_queue_takes_it()
    {
        await using var app = await BusApp.StartAsync(rabbit.Server, _ => { });
        app.Log.ExpectErrors(nameof(Unheard));

        await Assert.ThrowsAsync<MessageReturnedException>(() =>
            Wait.ForAsync(
                app.Bus.Publish(new Unheard("hello"), context => context.Mandatory = true),
                "the broker gives the message back"
            )
        );
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task A_full_queue_refuses_and_what_it_took_before_is_delivered()
    {
        var seen = new SeenNumbers();
        var gate = new TaskCompletionSource();
        await using var app = await BusApp.StartAsync(
            rabbit.Server,
            builder =>
            {
                builder.Services.AddSingleton(seen).AddSingleton(gate);
                builder.AddBusConsumer<SlowConsumer>("slow");
            },
            ("Bus:QueueBytesMax", "1000000"),
            ("Bus:PrefetchCount", "1")
        );

        app.Log.ExpectErrors(nameof(Bulky));
        var taken = await FillAsync(app.Bus);
        gate.SetResult();

        Assert.InRange(taken, 1, 99);
        await Wait.UntilAsync(() => seen.HasAll(Enumerable.Range(0, taken)), "all that was taken is delivered");
    }

    [ServerFact(ServerKinds.RabbitMq)]
    public async Task A_consumers_span_belongs_to_the_trace_of_its_producer()
    {
        var heard = new TaskCompletionSource<Activity?>();
        await using var app = await BusApp.StartAsync(
            rabbit.Server,
            builder =>
            {
                builder.Services.AddSingleton(heard);
                // As with a collector: without one no span is recorded.
                builder.Services.AddOpenTelemetry().WithTracing();
                builder.AddBusConsumer<TracedConsumer>("traced");
            }
        );

        using var producer = Telemetry.Source.StartActivity("test.produce");
        await app.Bus.Publish(new Traced("hello"));
        var consumer = await Wait.ForAsync(heard.Task, "the message is consumed");

        Assert.NotNull(producer);
        Assert.NotNull(consumer);
        Assert.Equal("MassTransit", consumer.Source.Name);
        Assert.Equal(producer.TraceId, consumer.TraceId);
        Assert.NotEqual(default, consumer.ParentSpanId);
    }

    /// <returns>How many messages the broker took before it refused one.</returns>
    private static async Task<int> FillAsync(IBus bus)
    {
        var filler = new string('x', 100_000);
        for (var taken = 0; taken < 100; taken++)
        {
            try
            {
                await Wait.ForAsync(bus.Publish(new Bulky(taken, filler)), "the broker takes or refuses the message");
            }
            catch (RabbitMQ.Client.Exceptions.PublishException)
            {
                return taken;
            }
        }

        return 100;
    }
}
