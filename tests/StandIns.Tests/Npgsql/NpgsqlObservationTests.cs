using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using Orchestrator.StandIns.Tests.OpenTelemetry;
using static Orchestrator.StandIns.Tests.Hosting.TestHost;

namespace Orchestrator.StandIns.Tests.Npgsql;

[Collection(ListensToNpgsql.Name)]
public sealed class NpgsqlObservationTests
{
    // Port 9 is the discard service's: nothing listens there, and nothing here needs a server.
    private const string Away = "Host=127.0.0.1;Port=9;Database=shelf;Username=u;Password=p;Timeout=2";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_health_check_has_the_contexts_name(bool disabled)
    {
        var builder = Builder(("ConnectionStrings:db", Away));
        builder.AddNpgsqlDbContext<ShelfContext>("db", settings => settings.DisableHealthChecks = disabled);
        using var host = builder.Build();

        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;

        Assert.Equal(disabled ? [] : ["ShelfContext"], checks.Select(check => check.Name));
    }

    [Fact]
    public async Task A_server_that_is_away_is_unhealthy_and_nothing_worse()
    {
        var builder = Builder(("ConnectionStrings:db", Away));
        builder.AddNpgsqlDbContext<ShelfContext>("db", settings => settings.DisableRetry = true);
        using var host = builder.Build();
        await host.StartAsync();

        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Npgsqls_spans_and_metrics_are_wanted_unless_that_is_disabled(bool disabled)
    {
        using var source = new ActivitySource("Npgsql");
        using var meter = new Meter("Npgsql");
        var counter = meter.CreateCounter<int>("test");
        var builder = Builder(("ConnectionStrings:db", Away));
        builder.AddNpgsqlDbContext<ShelfContext>(
            "db",
            settings => settings.DisableTracing = settings.DisableMetrics = disabled
        );
        using var exporter = new RecordingExporter<Metric, string>(metric => metric.Name);
        builder
            .Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddReader(new BaseExportingMetricReader(exporter)));
        using var host = builder.Build();

        await host.StartAsync();

        Assert.Equal(!disabled, source.HasListeners());
        Assert.Equal(!disabled, counter.Enabled);
    }
}
