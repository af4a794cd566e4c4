namespace Orchestrator.Simulation.Scheduling;

/// <summary>A request for one model, as the scheduler sees it.</summary>
/// <param name="Id">Positive, and no other request of the host has it.</param>
/// <param name="Model">Short name; of a model that the host does not have, the request fails.</param>
/// <param name="KeepAlive">Null keeps what the loaded model has.</param>
/// <param name="IsLoadOnly">An empty prompt: it needs the model but no slot.</param>
public sealed record HostRequest(
    long Id,
    string Model,
    RunnerOptions Options,
    TimeSpan? KeepAlive = null,
    bool IsLoadOnly = false
)
{
    /// <summary>What has to be evaluated, unless the slot has it in its cache.</summary>
    public PromptShape Prompt { get; init; } = PromptShape.None;
}
