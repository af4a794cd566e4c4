using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Orchestrator.StandIns.Tests.OpenTelemetry;
using static Orchestrator.StandIns.Tests.Hosting.TestHost;

namespace Orchestrator.StandIns.Tests.Npgsql;

/// <summary>Against the real server, where it is installed.</summary>
[Collection(ListensToNpgsql.Name)]
public sealed class NpgsqlServerTests
{
    [ServerFact(ServerKinds.Postgres)]
    public async Task Health_follows_the_server()
    {
        await using var server = await PostgresServer.StartAsync();
        var builder = Builder(("ConnectionStrings:db", server.ConnectionString));
        builder.AddNpgsqlDbContext<ShelfContext>("db", settings => settings.DisableRetry = true);
        using var host = builder.Build();
        await host.StartAsync();
        var health = host.Services.GetRequiredService<HealthCheckService>();

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        await server.StopAsync();
        Assert.Equal(HealthStatus.Unhealthy, (await health.CheckHealthAsync()).Status);
    }

    [ServerFact(ServerKinds.Postgres)]
    public async Task A_query_leaves_a_span_and_a_measurement_of_npgsqls_own()
    {
        await using var server = await PostgresServer.StartAsync();
        using var spans = new RecordingExporter<Activity, string>(span => span.Source.Name);
        using var metrics = new RecordingExporter<Metric, string>(metric => metric.MeterName);
        var builder = Builder(("ConnectionStrings:db", server.ConnectionString));
        builder.AddNpgsqlDbContext<ShelfContext>("db");
        builder
            .Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddProcessor(new SimpleActivityExportProcessor(spans)))
            .WithMetrics(measuring => measuring.AddReader(new BaseExportingMetricReader(metrics)));
        using var host = builder.Build();
        await host.StartAsync();

        await using var scope = host.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ShelfContext>();
        Assert.Equal(42, await context.Database.SqlQuery<int>($"SELECT 42 AS \"Value\"").SingleAsync());
        host.Services.GetRequiredService<MeterProvider>().ForceFlush();

        Assert.Contains("Npgsql", spans.Seen);
        Assert.Contains("Npgsql", metrics.Seen);
    }
}
