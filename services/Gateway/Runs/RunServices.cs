using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Runs.Answers;
using Orchestrator.Gateway.Runs.Workers;

namespace Orchestrator.Gateway.Runs;

internal static class RunServices
{
    /// <summary>Runs of several steps: starting them at a worker, relaying their answers, and looking at them.</summary>
    public static void AddSeveralSteps(this IServiceCollection services)
    {
        services
            .AddOptions<SeveralStepsLimits>()
            .BindConfiguration(SeveralStepsLimits.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<AnyWorker>();
        services.AddSingleton<RunCalls>();
        services.AddSingleton<RunStops>();
        services.AddHostedService<RunStopLoop>();
        services.AddSingleton<RunCoordinator>();
        services.AddSingleton<RunReading>();
        services.AddSingleton<RunsEndpoints>();
        services.AddSingleton<NewRuns>();
        services.AddSingleton<RunListEndpoints>();
        services.AddSingleton<RunControlEndpoints>();
        services.AddSingleton<RunSubscribers>();
        services.AddSingleton<RunLog>();
        services.AddSingleton<RunEventStream>();
        services.AddSingleton<RunEventsEndpoints>();
    }
}
