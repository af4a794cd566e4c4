using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Orchestrator.ServiceDefaults;

internal static class TelemetryServices
{
    public const string OtlpEndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Without it .NET 10 leaves server spans without method, path and address.
    private const string SuppressServerTags = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    public static void AddTelemetry(this WebApplicationBuilder builder, string serviceName)
    {
        AppContext.SetSwitch(SuppressServerTags, isEnabled: false);
        builder
            .Services.AddOptions<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<PrometheusScrape>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .WithTracing(tracing => tracing.SetSampler(Sampler).AddSource(Telemetry.Sources))
            .WithMetrics(Metrics);
        var collector = builder.Configuration[OtlpEndpointKey];
        if (string.IsNullOrWhiteSpace(collector))
        {
            return;
        }

        // The exporter would fall back to its default without a word.
        if (!Uri.TryCreate(collector, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new WrongSettingException($"{OtlpEndpointKey} must be an http address, not '{collector}'.");
        }

        telemetry.WithLogging(configureBuilder: null, LogsWithScopes).UseOtlpExporter();
    }

    private static Sampler Sampler(IServiceProvider services) =>
        new WorkSampler(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.SampleRatio);

    private static void Metrics(MeterProviderBuilder metrics)
    {
        metrics.AddMeter(Telemetry.Meters);
        metrics.AddReader(services => services.GetRequiredService<PrometheusScrape>().Reader);
        if (metrics is IDeferredMeterProviderBuilder deferred)
        {
            deferred.Configure((services, provider) => LimitSeries(provider, services));
        }
    }

    private static void LimitSeries(MeterProviderBuilder metrics, IServiceProvider services)
    {
        var limit = services.GetRequiredService<IOptions<TelemetryOptions>>().Value.MaxSeriesPerMetric;
        metrics.AddView(_ => new MetricStreamConfiguration { CardinalityLimit = limit });
    }

    private static void LogsWithScopes(OpenTelemetryLoggerOptions logs)
    {
        logs.IncludeFormattedMessage = true;
        logs.IncludeScopes = true;
    }
}
