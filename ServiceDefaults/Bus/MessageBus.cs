using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>RabbitMQ when ConnectionStrings:messaging names a broker, in memory otherwise. Modules cannot tell.</summary>
internal static class MessageBus
{
    public const string ConnectionName = "messaging";

    /// <param name="builder">The process.</param>
    /// <param name="name">What operators see in the broker's list of connections.</param>
    public static void AddMessageBus(this IHostApplicationBuilder builder, string name)
    {
        builder
            .Services.AddOptions<BusOptions>()
            .BindConfiguration(BusOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        var broker = builder.Configuration.GetConnectionString(ConnectionName);
        var address = string.IsNullOrWhiteSpace(broker) ? null : AddressOf(broker);
        builder.Services.AddMassTransit(bus =>
        {
            // The library would report its use to its maker.
            bus.DisableUsageTelemetry();
            // Without the bus a process still answers what needs no bus.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            if (address is null)
            {
                bus.UsingInMemory((context, memory) => Connect(memory, context, (_, _, _) => { }));
            }
            else
            {
                bus.UsingRabbitMq((context, rabbit) => UseRabbit(rabbit, context, address, name));
            }
        });
        builder
            .Services.AddOptions<MassTransitHostOptions>()
            .Configure<IOptions<BusOptions>>(
                (host, limits) =>
                {
                    // BusStart waits, and not for ever.
                    host.WaitUntilStarted = false;
                    host.StopTimeout = limits.Value.StopLimit;
                }
            );
        builder.Services.AddHostedService<BusStart>();
    }

    // Never quoted: it holds the password.
    private static BrokerAddress AddressOf(string broker) =>
        BrokerAddress.Parse(broker)
        ?? throw new WrongSettingException(
            $"ConnectionStrings:{ConnectionName} must be amqp://<user>:<password>@<host>:<port>/<virtual host>, "
                + "with other characters than letters and digits percent-encoded and nothing after it."
        );

    private static void UseRabbit(
        IRabbitMqBusFactoryConfigurator rabbit,
        IBusRegistrationContext context,
        BrokerAddress address,
        string name
    )
    {
        var limits = context.GetRequiredService<IOptions<BusOptions>>().Value;
        RabbitHost.Connect(rabbit, address, name, limits);
        RabbitQueues.ShapeDeadLetters(rabbit.SendTopology, limits);
        Connect(rabbit, context, RabbitQueues.Shape);
    }

    private static void Connect<TEndpoint>(
        IReceiveConfigurator<TEndpoint> bus,
        IBusRegistrationContext context,
        Action<TEndpoint, string, BusOptions> shape
    )
        where TEndpoint : IReceiveEndpointConfigurator
    {
        var limits = context.GetRequiredService<IOptions<BusOptions>>().Value;
        foreach (var queue in context.GetServices<BusConsumer>().GroupBy(consumer => consumer.Queue))
        {
            bus.ReceiveEndpoint(
                queue.Key,
                endpoint =>
                {
                    shape(endpoint, queue.Key, limits);
                    endpoint.PrefetchCount = limits.PrefetchCount;
                    endpoint.UseMessageRetry(retry => Retries(retry, limits));
                    foreach (var consumer in queue)
                    {
                        consumer.Connect(endpoint, context);
                    }
                }
            );
        }
    }

    private static void Retries(IRetryConfigurator retry, BusOptions limits)
    {
        if (limits.RetryLimit == 0)
        {
            retry.None();
            return;
        }

        retry.Exponential(limits.RetryLimit, limits.RetryInterval, limits.RetryIntervalMax, limits.RetryInterval);
    }
}
