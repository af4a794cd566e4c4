using Orchestrator.Profiler.Models;
using Orchestrator.Profiler.Plans;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Replicas;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Persistence;

internal static class PersistenceServices
{
    public static IServiceCollection AddPersistence(this IServiceCollection services)
    {
        services
            .AddOptions<StoreOptions>()
            .BindConfiguration(StoreOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        return services
            .AddSingleton<RevisionStore>()
            .AddSingleton<ReplicaStore>()
            .AddSingleton<SettingsStore>()
            .AddSingleton<ProfileStore>()
            .AddSingleton<HistoryStore>()
            .AddSingleton<IDocumentStore, DocumentStore>()
            .AddSingleton<PlanStore>()
            .AddSingleton<IProbeStore, ProbeStore>()
            .AddSingleton<IRevisionReader, SettingsReader>()
            .AddSingleton<IRevisionReader, OrdersReader>()
            .AddSingleton<StoreOutage>()
            .AddSingleton<StoreSync>()
            .AddSingleton<ProfileWrites>()
            .AddSingleton<HistoryRounds>()
            // Before workers are heard.
            .AddHostedService<RestoreStart>()
            .AddHostedService<StoreSyncLoop>()
            .AddHostedService<ProfileWriteLoop>();
    }
}
