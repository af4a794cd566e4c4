using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Profiler.Discovery;
using Orchestrator.Profiler.Grpc;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Replicas;
using Orchestrator.Profiler.Storage;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler;

/// <summary>The profiler: which workers there are, which replicas they own, what is known of their models.</summary>
public static class ProfilerModule
{
    public static IHostApplicationBuilder AddProfiler(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ProfilerOptions>()
            .BindConfiguration(ProfilerOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddServiceDatabase<ProfilerDbContext>(ProfilerDbContext.Schema);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FleetFeed>().AddSingleton<OrdersFeed>();
        // What is stored comes back before workers are heard.
        builder.Services.AddPersistence().AddLeadership().AddDiscovery().AddCalls();
        return builder;
    }

    public static WebApplication MapProfiler(this WebApplication app)
    {
        app.MapGrpcService<ProfilerGrpcService>();
        return app;
    }

    private static IServiceCollection AddCalls(this IServiceCollection services) =>
        services
            .AddSingleton<FleetReaders>()
            .AddSingleton<StoreCalls>()
            .AddSingleton<ModelCalls>()
            .AddSingleton<ReplicaCalls>()
            .AddSingleton<WorkerCalls>();
}
