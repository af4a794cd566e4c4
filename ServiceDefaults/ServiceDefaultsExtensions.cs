using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>What every process does the same way. Called once per process, in its Program.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Configuration file, endpoints, telemetry, logs, health, gRPC server and peers, message bus, shared cache, resilience pipelines,
    /// graceful stop, the clock and the id source.
    /// </summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string serviceName)
    {
        ArgumentException.ThrowIfNullOrEmpty(serviceName);
        builder.AddConfigurationFile();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IdSource>();
        builder.Services.AddHttpClient();
        builder.AddGracefulStop();
        builder.AddTelemetry(serviceName);
        builder.AddLogs(serviceName);
        builder.AddDefaultHealth();
        builder.AddGrpcServerReflection();
        builder.AddKestrelEndpoints();
        builder.AddGrpcDefaults();
        builder.AddPeers();
        builder.AddResiliencePipelines();
        builder.AddMessageBus(serviceName);
        builder.AddSharedCache();
        return builder;
    }

    /// <summary>
    /// /alive, /ready, /health and /metrics on the HTTP endpoint; gRPC health checking and reflection on the gRPC endpoint.
    /// Comes before the modules' own endpoints.
    /// </summary>
    /// <exception cref="WrongSettingException">An address of another service is none.</exception>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.Services.GetRequiredService<PeerAddresses>().Check();
        app.UseNeutralErrors();
        app.UseMiddleware<ServerSpanMiddleware>();
        app.UseMiddleware<HttpOnlyMiddleware>();
        app.UseMiddleware<WorkMiddleware>();
        app.MapHealth();
        app.MapGrpcServerReflection();
        app.MapMetrics();
        return app;
    }

    private static void AddPeers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new PeerAddresses(
            services.GetRequiredService<IConfiguration>(),
            services.GetRequiredService<BoundEndpoints>()
        ));
        builder.Services.AddSingleton<PeerChannels>();
        // A seed of its own for each process: what they are to be spread from is each other.
        builder.Services.AddSingleton(services => new Jitter(
            new Random(
                HashCode.Combine(Environment.ProcessId, services.GetRequiredService<TimeProvider>().GetTimestamp())
            )
        ));
        builder.Services.AddSingleton(services => new GrpcPeers(
            services.GetRequiredService<PeerAddresses>(),
            services.GetRequiredService<PeerChannels>(),
            services.GetRequiredService<IOptions<GrpcDefaultsOptions>>()
        ));
    }
}
