using Orchestrator.EnsembleWorker.Runs.Control;
using Orchestrator.EnsembleWorker.Runs.Inbox;
using Orchestrator.EnsembleWorker.Runs.Lease;
using Orchestrator.EnsembleWorker.Runs.Log;
using Orchestrator.EnsembleWorker.Runs.Notices;
using Orchestrator.EnsembleWorker.Runs.Pausing;
using Orchestrator.EnsembleWorker.Runs.Places;
using Orchestrator.EnsembleWorker.Runs.StepCache;
using Orchestrator.EnsembleWorker.Runs.Steps;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Placement;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs;

internal static class RunsServices
{
    /// <summary>Workers that name the same queue share its messages: one of them takes the run.</summary>
    public const string Queue = "worker-runs";

    public static IHostApplicationBuilder AddRuns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddPlacement();
        AddStores(builder.Services);
        builder
            .Services.AddSingleton<RunTelemetry>()
            .AddSingleton<Serving>()
            .AddSingleton<RunNotices>()
            .AddSingleton<RunPublisher>()
            .AddSingleton<RunHolderHints>()
            .AddSingleton<RunWriter>()
            .AddSingleton<RunEnds>()
            .AddSingleton<RunPauses>()
            .AddSingleton<PatientReads>()
            .AddSingleton<RunMessageLog>()
            .AddSingleton<RunInbox>()
            .AddSingleton<RunQuestions>()
            .AddSingleton<RunRequeueStore>()
            .AddSingleton<RunRequeues>()
            .AddSingleton<HeldRuns>()
            .AddSingleton<RunSlots>()
            .AddSingleton<KnownSteps>()
            .AddSingleton<ModelCall>()
            .AddSingleton<StepPlaces>()
            .AddSingleton<BusyWait>()
            .AddSingleton<StepCalls>()
            .AddSingleton<RunStrategies>()
            .AddSingleton<RunDriver>()
            .AddSingleton<RunPool>()
            .AddSingleton<RunIntake>()
            .AddSingleton<RunStarts>()
            .AddSingleton<RunViews>()
            .AddSingleton<RunLog>()
            .AddSingleton<LiveFollow>()
            .AddSingleton<WaitedRuns>()
            .AddSingleton<RunWatch>()
            .AddSingleton<RunStops>()
            .AddSingleton<RunPausings>()
            .AddSingleton<RunMessages>()
            .AddSingleton<RunReplays>()
            .AddSingleton<RunControls>()
            .AddSingleton<RunLists>()
            .AddStrategies();
        // Stopped in the reverse order: nothing new is found, the runs end or are handed back, and the bus hears of it
        // before leases cease to be renewed.
        builder.Services.AddHostedService(CreateLeaseLoop);
        builder.Services.AddHostedService<RunNoticeLoop>();
        builder.Services.AddHostedService<WaitedRunsLoop>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RunPool>());
        builder.Services.AddHostedService<RunRetentionLoop>();
        builder.Services.AddHostedService<RunSweepLoop>();
        builder.Services.AddHostedService<RunDeadlineLoop>();
        builder.AddBusConsumer<RunReadyConsumer>(Queue);
        return builder;
    }

    private static void AddStores(IServiceCollection services) =>
        services
            .AddSingleton<RunContexts>()
            .AddSingleton(provider => new RunStore(provider.GetRequiredService<RunContexts>()))
            .AddSingleton(provider => new RunLeaseStore(provider.GetRequiredService<RunContexts>()))
            .AddSingleton(provider => new RunChangeStore(provider.GetRequiredService<RunContexts>()))
            .AddSingleton(provider => new GuardedWrites(provider.GetRequiredService<RunContexts>()))
            .AddSingleton(provider => new RunMessageStore(
                provider.GetRequiredService<GuardedWrites>(),
                provider.GetRequiredService<RunContexts>()
            ))
            // One call at a time by itself.
            .AddSingleton<RunHeadStore>();

    private static RunLeaseLoop CreateLeaseLoop(IServiceProvider provider)
    {
        var contexts = provider.GetRequiredService<RunContexts>().PastTheQueue;
        return ActivatorUtilities.CreateInstance<RunLeaseLoop>(provider, new RunLeaseStore(contexts));
    }
}
