namespace Orchestrator.Simulation.Scheduling;

/// <summary>A request for one model, as the scheduler sees it.</summary>
/// <param name="Model">Short name; the caller has checked that the host has it.</param>
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

/// <summary>The options that belong to the loaded model: a change of any of them reloads it.</summary>
/// <param name="NumCtx">Null takes the context of the loaded model, or the host's default.</param>
public sealed record RunnerOptions(
    int? NumCtx = null,
    int NumBatch = 512,
    int NumGpu = -1,
    int MainGpu = 0,
    int NumThread = 0,
    int DraftNumPredict = 4,
    bool? UseMmap = null
)
{
    public static RunnerOptions Default { get; } = new();
}
