using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>A checked request for an answer, from whichever API.</summary>
internal sealed record GenerationCall
{
    public required AnswerRequest Request { get; init; }

    public required RunnerOptions Options { get; init; }

    public required IAnswerDialect Dialect { get; init; }

    public TimeSpan? KeepAlive { get; init; }

    public bool IsStreamed { get; init; } = true;

    /// <summary>Nothing to answer: the model is only to be loaded, or unloaded when keep_alive is 0.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Whether a prompt beyond the context is cut; otherwise it is an error.</summary>
    public bool Truncate { get; init; } = true;

    public bool IsUnload => IsEmpty && KeepAlive == TimeSpan.Zero;

    /// <summary>As the scheduler sees it, without an id.</summary>
    public HostRequest ToHostRequest() =>
        new(0, Request.Model.Name, Options, KeepAlive, IsEmpty)
        {
            Prompt = IsEmpty ? PromptShape.None : PromptBlocks.Of(Request),
        };
}
