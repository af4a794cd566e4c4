using Orchestrator.EnsembleWorker.Aggregation.Judging;
using Orchestrator.EnsembleWorker.Strategies.Cascade;
using Orchestrator.EnsembleWorker.Strategies.Debate;
using Orchestrator.EnsembleWorker.Strategies.Decompose;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;
using Orchestrator.EnsembleWorker.Strategies.Refine;
using Orchestrator.EnsembleWorker.Strategies.Single;
using Orchestrator.EnsembleWorker.Strategies.Team;
using Orchestrator.EnsembleWorker.Strategies.Workflow;

namespace Orchestrator.EnsembleWorker.Strategies;

internal static class StrategyServices
{
    /// <summary>One line for each strategy: what is registered here is what routers hear that this worker carries out.</summary>
    public static IServiceCollection AddStrategies(this IServiceCollection services) =>
        services
            .AddSingleton<JudgeHealthBook>()
            .AddSingleton<IStrategy, SingleStrategy>()
            .AddSingleton<IStrategy, CascadeStrategy>()
            .AddSingleton<IStrategy, EnsembleStrategy>()
            .AddSingleton<IStrategy, RefineStrategy>()
            .AddSingleton<IStrategy, DecomposeStrategy>()
            .AddSingleton<IStrategy, TeamStrategy>()
            .AddSingleton<IStrategy, DebateStrategy>()
            .AddSingleton<IStrategy, WorkflowStrategy>()
            .AddWorkflows();
}
