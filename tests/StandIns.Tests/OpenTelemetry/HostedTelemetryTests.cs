using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Orchestrator.StandIns.Tests.OpenTelemetry;

public sealed class HostedTelemetryTests : IDisposable
{
    private readonly RecordingExporter<Activity, string> _spans = new(span => span.DisplayName);
    private readonly RecordingExporter<Metric, string> _metrics = new(metric => metric.Name);
    private readonly RecordingExporter<LogRecord, string?> _logs = new(log => log.FormattedMessage);

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public async Task Spans_are_exported_between_the_hosts_start_and_its_end()
    {
        using var source = new ActivitySource("Spans_are_exported");
        using var host = Build(services => services.AddOpenTelemetry().WithTracing(Traced(source.Name)));
        Assert.False(source.HasListeners());

        await host.StartAsync();
        source.StartActivity("work")!.Dispose();
        await host.StopAsync();
        Assert.Equal(["work"], _spans.Seen);
        Assert.True(source.HasListeners()); // stopping ends nothing: the last spans belong to the stop itself

        host.Dispose();
        Assert.False(source.HasListeners());
    }

    [Fact]
    public async Task Metrics_are_exported_when_the_host_goes()
    {
        using var meter = new Meter("Metrics_are_exported");
        var counter = meter.CreateCounter<int>("things.done");
        using var host = Build(services => services.AddOpenTelemetry().WithMetrics(Measured(meter.Name)));

        await host.StartAsync();
        counter.Add(1);
        host.Dispose();

        Assert.Contains("things.done", _metrics.Seen);
    }

    [Fact]
    public async Task Log_lines_are_exported_with_the_options_that_were_given()
    {
        using var host = Build(services =>
            services
                .AddOpenTelemetry()
                .WithLogging(
                    logging => logging.AddProcessor(new SimpleLogRecordExportProcessor(_logs)),
                    options => options.IncludeFormattedMessage = true
                )
        );

        await host.StartAsync();
        host.Services.GetRequiredService<ILogger<HostedTelemetryTests>>().LogInformation("Hello {Name}", "세계");

        Assert.Contains("Hello 세계", _logs.Seen);
    }

    private static IHost Build(Action<IServiceCollection> register)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        register(builder.Services);
        return builder.Build();
    }

    private Action<TracerProviderBuilder> Traced(string source) =>
        tracing => tracing.AddSource(source).AddProcessor(new SimpleActivityExportProcessor(_spans));

    private Action<MeterProviderBuilder> Measured(string meter) =>
        metrics => metrics.AddMeter(meter).AddReader(new BaseExportingMetricReader(_metrics));
}
