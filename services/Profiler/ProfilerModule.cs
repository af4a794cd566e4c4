using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Discovery;
using Orchestrator.Profiler.Grpc;
using Orchestrator.Profiler.Knowledge;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Planning;
using Orchestrator.Profiler.Prices;
using Orchestrator.Profiler.Probing;
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
        // What is stored comes back before workers are heard; and a leader that stops writes once more before it hands over.
        builder.Services.AddLeadership().AddPersistence().AddDiscovery().AddCalls();
        builder.Services.AddCapability().AddPrices().AddKnowledge().AddProbing().AddPlanning();
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
