using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Orchestrator.StandIns.Tests.OpenTelemetry;

public sealed class TelemetryRegistrationTests : IDisposable
{
    private readonly RecordingExporter<Activity, string> _spans = new(span => span.DisplayName);

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task Calling_it_twice_adds_to_the_same_providers_and_starts_them_once()
    {
        using var first = new ActivitySource("Calling_it_twice.first");
        using var second = new ActivitySource("Calling_it_twice.second");
        ServiceDescriptor[] hosted = [];
        using var host = Build(services =>
        {
            services.AddOpenTelemetry().WithTracing(Traced(first.Name));
            services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(second.Name));
            hosted = services.Where(service => service.ServiceType == typeof(IHostedService)).ToArray();
        });

        await host.StartAsync();
        first.StartActivity("one")!.Dispose();
        second.StartActivity("two")!.Dispose();

        Assert.Single(hosted);
        Assert.Single(host.Services.GetServices<TracerProvider>());
        Assert.Equal(["one", "two"], _spans.Seen);
    }

    [Fact]
    public async Task Telemetry_starts_before_services_that_were_registered_earlier()
    {
        using var source = new ActivitySource("Telemetry_starts_before");
        using var host = Build(services =>
        {
            services.AddSingleton<IHostedService>(new SpanAtStart(source));
            services.AddOpenTelemetry().WithTracing(Traced(source.Name));
        });

        await host.StartAsync();

        Assert.Equal(["start"], _spans.Seen);
    }

    [Fact]
    public void A_host_that_is_never_started_starts_telemetry_by_hand()
    {
        using var source = new ActivitySource("Started_by_hand");
        using var host = Build(services => services.AddOpenTelemetry().WithTracing(Traced(source.Name)));

        host.Services.GetRequiredService<ITelemetryHostInitializer>().Initialize();
        host.Services.GetRequiredService<ITelemetryHostInitializer>().Initialize();
        source.StartActivity("work")!.Dispose();

        Assert.Equal(["work"], _spans.Seen);
    }

    [Fact]
    public async Task A_host_without_any_signal_starts_all_the_same()
    {
        using var host = Build(services => services.AddOpenTelemetry());

        await host.StartAsync();

        Assert.Null(host.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task The_resource_names_the_service()
    {
        using var host = Build(services =>
            services
                .AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("gateway"))
                .WithMetrics()
                .WithTracing()
                .WithLogging()
        );

        await host.StartAsync();

        var resource = host.Services.GetRequiredService<TracerProvider>().GetResource();
        Assert.Contains(new KeyValuePair<string, object>("service.name", "gateway"), resource.Attributes);
        Assert.NotNull(host.Services.GetService<MeterProvider>());
        Assert.NotNull(host.Services.GetService<LoggerProvider>());
    }

    private sealed class SpanAtStart(ActivitySource source) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            source.StartActivity("start")?.Dispose();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static IHost Build(Action<IServiceCollection> register)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        register(builder.Services);
        return builder.Build();
    }

    private Action<TracerProviderBuilder> Traced(string source) =>
        tracing => tracing.AddSource(source).AddProcessor(new SimpleActivityExportProcessor(_spans));
}
