using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Attempts;
using Orchestrator.Placement.Outcomes;
using Orchestrator.Placement.Routing;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Placement;

internal static class PlacementServices
{
    /// <summary>Everything between a question and its answer. Two services in one process share it.</summary>
    public static IServiceCollection AddPlacement(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(AnswerStarter)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddLimits<PlacementLimits>(PlacementLimits.SectionName);
        services.AddLimits<OutcomeOptions>(OutcomeOptions.SectionName);
        services.AddGrpcPeer<Router.RouterClient>("router");
        services.AddSingleton<PlacementTelemetry>();
        services.AddSingleton<AnswerClock>();
        services.AddSingleton<RouteClient>();
        services.AddSingleton<WorkerCalls>();
        services.AddSingleton<ReplicaAttempts>();
        services.AddSingleton<AttemptRace>();
        services.AddSingleton<RetryBudget>();
        services.AddSingleton<ChoiceWalk>();
        services.AddSingleton<AnswerStarter>();
        services.AddSingleton<OutcomeQueue>();
        services.AddSingleton<AttemptReportQueues>();
        services.AddSingleton<AttemptLedger>();
        services.AddHostedService<OutcomeBatchLoop>();
        services.AddHostedService<AttemptReportLoop>();
        return services;
    }

    private static void AddLimits<TOptions>(this IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
}
