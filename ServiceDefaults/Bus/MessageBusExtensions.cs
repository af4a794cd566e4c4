using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

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
}
