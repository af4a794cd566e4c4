using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>A checked chat or generate request.</summary>
internal sealed record GenerationCall
{
    public required AnswerRequest Request { get; init; }

    public required RunnerOptions Options { get; init; }

    public required IAnswerDialect Dialect { get; init; }

    public TimeSpan? KeepAlive { get; init; }

    public bool IsStreamed { get; init; } = true;

    /// <summary>Nothing to answer: the model is only to be loaded, or unloaded when keep_alive is 0.</summary>
    public bool IsEmpty { get; init; }

    public bool IsUnload => IsEmpty && KeepAlive == TimeSpan.Zero;
}
