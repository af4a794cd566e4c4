using Orchestrator.EnsembleWorker.Strategies.Decompose;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Strategies;

internal static class StrategyServices
{
    /// <summary>One line for each strategy: what is registered here is what routers hear that this worker carries out.</summary>
    public static IServiceCollection AddStrategies(this IServiceCollection services) =>
        services
            .AddSingleton<IStrategy, EnsembleStrategy>()
            .AddSingleton<IStrategy, DecomposeStrategy>()
            .AddSingleton<IStrategy, WorkflowStrategy>()
            .AddWorkflows();
}
