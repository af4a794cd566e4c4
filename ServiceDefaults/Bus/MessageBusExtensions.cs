using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

public static class MessageBusExtensions
{
    /// <summary>
    /// Messages of the types that <typeparamref name="TConsumer"/> consumes arrive on <paramref name="queue"/>. Processes
    /// that name the same queue share its messages. A message may come twice: consumers are idempotent.
    /// </summary>
    public static IHostApplicationBuilder AddBusConsumer<TConsumer>(this IHostApplicationBuilder builder, string queue)
        where TConsumer : class, IConsumer
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        builder.Services.TryAddScoped<TConsumer>();
        builder.Services.AddSingleton(
            new BusConsumer(queue, static (endpoint, context) => endpoint.Consumer<TConsumer>(context))
        );
        return builder;
    }

    /// <summary>An IRequestClient for <typeparamref name="TRequest"/> that asks the consumer of <paramref name="queue"/>.</summary>
    public static IHostApplicationBuilder AddBusRequest<TRequest>(this IHostApplicationBuilder builder, string queue)
        where TRequest : class
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        // Not "queue:", which declares the queue as well, and differently from the one that the consumer has made. Each queue
        // has an exchange of its name.
        var address = new Uri($"exchange:{queue}");
        builder.Services.AddScoped(services =>
            services
                .GetRequiredService<IClientFactory>()
                .CreateRequestClient<TRequest>(
                    address,
                    services.GetRequiredService<IOptions<BusOptions>>().Value.RequestTimeout
                )
        );
        return builder;
    }
}
