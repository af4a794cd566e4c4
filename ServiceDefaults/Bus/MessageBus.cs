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

    public static void AddMessageBus(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<BusOptions>()
            .BindConfiguration(BusOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        var broker = builder.Configuration.GetConnectionString(ConnectionName);
        builder.Services.AddMassTransit(bus =>
        {
            // The library would report its use to its maker.
            bus.DisableUsageTelemetry();
            // Without the bus a process still answers what needs no bus.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
            if (string.IsNullOrWhiteSpace(broker))
            {
                bus.UsingInMemory((context, memory) => Connect(memory, context, Each));
            }
            else
            {
                bus.UsingRabbitMq(
                    (context, rabbit) =>
                    {
                        rabbit.Host(AddressOf(broker), host => host.PublisherConfirmation = true);
                        Connect(rabbit, context, EachQuorum);
                    }
                );
            }
        });
        builder
            .Services.AddOptions<MassTransitHostOptions>()
            .Configure<IOptions<BusOptions>>(
                (host, limits) =>
                {
                    host.WaitUntilStarted = true;
                    host.StartTimeout = limits.Value.StartLimit;
                    host.StopTimeout = limits.Value.StopLimit;
                }
            );
    }

    // Never quoted: it holds the password.
    private static Uri AddressOf(string broker) =>
        Uri.TryCreate(broker, UriKind.Absolute, out var address)
        && address.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs"
            ? address
            : throw new WrongSettingException(
                $"ConnectionStrings:{ConnectionName} must be amqp://<user>:<password>@<host>:<port>/<virtual host>."
            );

    private static void Connect<TEndpoint>(
        IReceiveConfigurator<TEndpoint> bus,
        IBusRegistrationContext context,
        Action<TEndpoint> shape
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
                    shape(endpoint);
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

    private static void Each(IInMemoryReceiveEndpointConfigurator endpoint) => endpoint.ConfigureConsumeTopology = true;

    // A quorum queue survives the loss of a broker; a plain one is gone with it.
    private static void EachQuorum(IRabbitMqReceiveEndpointConfigurator endpoint) => endpoint.SetQuorumQueue();
}
