using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Profiler.Discovery;
using Orchestrator.Profiler.Grpc;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler;

/// <summary>The profiler: which workers there are, which replicas they own, which models those have.</summary>
public static class ProfilerModule
{
    public static IHostApplicationBuilder AddProfiler(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ProfilerOptions>()
            .BindConfiguration(ProfilerOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FleetFeed>();
        builder.Services.AddSingleton<FleetReaders>();
        builder.Services.AddDiscovery();
        return builder;
    }

    public static WebApplication MapProfiler(this WebApplication app)
    {
        app.MapGrpcService<ProfilerGrpcService>();
        return app;
    }
}
