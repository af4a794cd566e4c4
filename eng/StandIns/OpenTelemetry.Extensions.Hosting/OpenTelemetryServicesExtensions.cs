using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

public static class OpenTelemetryServicesExtensions
{
    /// <summary>May be called many times; all calls configure the same providers, which start with the host.</summary>
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        if (!services.Any(service => service.ImplementationType == typeof(TelemetryStart)))
        {
            // First of the hosted services, so that the others' start is seen.
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryStart>());
            services.TryAddSingleton<ITelemetryHostInitializer, TelemetryStart>();
        }

        return new OpenTelemetryBuilder(services);
    }
}
