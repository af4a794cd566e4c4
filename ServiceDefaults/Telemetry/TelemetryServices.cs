using System.Diagnostics.Metrics;
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

    /// <summary>
    /// From a decision (10 µs) to a long answer (10 minutes), three to a decade. The SDK's own boundaries are milliseconds.
    /// </summary>
    private static readonly double[] _seconds =
    [
        1e-5,
        2e-5,
        5e-5,
        1e-4,
        2e-4,
        5e-4,
        1e-3,
        2e-3,
        5e-3,
        0.01,
        0.02,
        0.05,
        0.1,
        0.2,
        0.5,
        1,
        2,
        5,
        10,
        20,
        60,
        180,
        600,
    ];

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
            // What the environment says of this process comes last and wins: of two workers each has a name of its own.
            .ConfigureResource(resource => resource.AddService(serviceName).AddEnvironmentVariableDetector())
            .WithMetrics(Metrics);
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing =>
            tracing.SetSampler(Sampler).AddSource(Telemetry.Sources)
        );
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

        // Without a collector no span is recorded: nobody would see it, and a dozen for each request are not free. Trace ids
        // are there all the same, in logs and on calls.
        telemetry.WithTracing().WithLogging(configureBuilder: null, LogsWithScopes).UseOtlpExporter();
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
        metrics.AddView(instrument =>
            instrument is Histogram<double> { Unit: "s", Advice: null } && IsOurs(instrument)
                ? new ExplicitBucketHistogramConfiguration { Boundaries = _seconds, CardinalityLimit = limit }
                : new MetricStreamConfiguration { CardinalityLimit = limit }
        );
    }

    // .NET's own meters bring boundaries of their own, as an instrument with an advice does.
    private static bool IsOurs(Instrument instrument) =>
        instrument.Meter.Name.StartsWith("Orchestrator.", StringComparison.Ordinal);

    private static void LogsWithScopes(OpenTelemetryLoggerOptions logs)
    {
        logs.IncludeFormattedMessage = true;
        logs.IncludeScopes = true;
    }
}
