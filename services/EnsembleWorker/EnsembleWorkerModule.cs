using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Grpc;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.NativeReplicas;
using Orchestrator.EnsembleWorker.Orders;
using Orchestrator.EnsembleWorker.Ownership;
using Orchestrator.EnsembleWorker.Probing;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.EnsembleWorker.Runs;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Watching;
using Orchestrator.Inference;
using Orchestrator.Inference.Http;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker;

/// <summary>The worker's one public entry.</summary>
public static class EnsembleWorkerModule
{
    public static IHostApplicationBuilder AddEnsembleWorker(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<EnsembleWorkerOptions>()
            .BindConfiguration(EnsembleWorkerOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<EnsembleWorkerOptions>, EnsembleWorkerOptionsCheck>();
        builder.AddServiceDatabase<WorkerDbContext>(WorkerDbContext.Schema);
        builder.Services.AddSources().AddReplicas().AddOwnership().AddGeneration().AddResidency();
        builder.AddRuns();
        return builder;
    }

    public static WebApplication MapEnsembleWorker(this WebApplication app)
    {
        app.MapGrpcService<WorkerGrpcService>();
        return app;
    }

    private static IServiceCollection AddOwnership(this IServiceCollection services) =>
        services
            .AddSingleton(Me)
            .AddSingleton<LeaseStore>()
            .AddSingleton<HeldLeases>()
            .AddSingleton<LeaseRounds>()
            .AddHostedService<LeaseLoop>();

    private static IServiceCollection AddReplicas(this IServiceCollection services) =>
        services
            .AddInferenceProviders()
            .AddSingleton(provider =>
            {
                var options = provider.GetRequiredService<IOptions<EnsembleWorkerOptions>>().Value;
                return new ReplicaAddressFilter(ip => AddressPolicy.WhyRefused(ip, options.AllowPrivateAddresses));
            })
            .AddSingleton<ChangeSignal>()
            .AddSingleton<ReplicaClients>()
            .AddSingleton<Func<ReplicaConfig, IReplicaClient>>(provider =>
                provider.GetRequiredService<ReplicaClients>().Create
            )
            .AddSingleton<HealthLog>()
            .AddSingleton<ReplicaFleet>()
            .AddSingleton<ReplicaWatches>()
            .AddSingleton<ReplicaLife>()
            .AddSingleton<FleetPublisher>()
            .AddHostedService<FleetLoop>();

    private static IServiceCollection AddSources(this IServiceCollection services) =>
        services
            .AddSingleton<LatestOrders>()
            .AddSingleton<ReplicaRules>()
            .AddSingleton<IAddressResolver, DnsAddressResolver>()
            .AddSingleton<DnsReplicaSource>()
            .AddSingleton<IReplicaSource, StaticReplicaSource>()
            .AddSingleton<IReplicaSource>(provider => provider.GetRequiredService<DnsReplicaSource>())
            .AddSingleton<IReplicaSource, OrderedReplicaSource>()
            .AddSingleton<LlamaCppSource>()
            .AddSingleton<IReplicaSource>(provider => provider.GetRequiredService<LlamaCppSource>())
            .AddSingleton<LlamaCppChildLoop>()
            .AddHostedService(provider => provider.GetRequiredService<LlamaCppChildLoop>())
            .AddSingleton<ReplicaSources>()
            .AddHostedService(provider => provider.GetRequiredService<DnsReplicaSource>())
            .AddHostedService<RegisterLoop>();

    private static IServiceCollection AddGeneration(this IServiceCollection services) =>
        services
            .AddSingleton<Publications>()
            .AddSingleton<FleetMeasures>()
            .AddSingleton<IMeasures>(provider => provider.GetRequiredService<FleetMeasures>())
            .AddSingleton<WorkerMetrics>()
            .AddSingleton<ReplicaGate>()
            .AddSingleton<RecentLoads>()
            .AddSingleton<ColdLoads>()
            .AddSingleton<QueueLoads>()
            .AddSingleton<CallWishes>()
            .AddSingleton<AnswerStream>()
            .AddSingleton<Embedding>()
            .AddSingleton<ModelStores>()
            .AddSingleton<ModelCare>()
            .AddSingleton<Probes>()
            .AddSingleton<ProbeCalls>()
            .AddSingleton<RunCalls>();

    // Asked for late, not kept: with port 0 the address is known only once the server has started.
    private static Func<Owner> Me(IServiceProvider provider)
    {
        var addresses = provider.GetRequiredService<PeerAddresses>();
        var name = provider.GetRequiredService<IOptions<EnsembleWorkerOptions>>().Value.Name;
        return () => new Owner(name, addresses.Advertised.ToString().TrimEnd('/'));
    }
}
