using System.Collections.Immutable;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>What is to be answered.</summary>
/// <param name="Verb">chat or generate: what a model that only embeds is said not to support.</param>
internal sealed record Conversation(ImmutableArray<PromptMessage> Messages, string Verb)
{
    public ImmutableArray<ToolSignature> Tools { get; init; } = [];

    /// <summary>What the model must be able to do besides what follows from messages and tools.</summary>
    public ModelCapabilities AlsoNeeded { get; init; }

    /// <summary>Only load, or unload.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Without the model's own system message and template.</summary>
    public bool IsRaw { get; init; }

    public ModelCapabilities Needed =>
        AlsoNeeded
        | (Tools.IsEmpty ? ModelCapabilities.None : ModelCapabilities.Tools)
        | (Messages.Any(message => message.Images > 0) ? ModelCapabilities.Vision : ModelCapabilities.None);
}
