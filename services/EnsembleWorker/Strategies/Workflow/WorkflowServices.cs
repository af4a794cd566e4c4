namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

internal static class WorkflowServices
{
    /// <summary>Registered before whatever takes runs: the file is read first.</summary>
    public static IServiceCollection AddWorkflows(this IServiceCollection services) =>
        services.AddSingleton<WorkflowBook>().AddSingleton<WorkflowNames>().AddHostedService<WorkflowWatchLoop>();
}
