using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Whether a model can do what is asked of it, with Ollama's two ways of putting it.</summary>
internal static class ModelChecks
{
    public static WireError? Missing(SimulatedModel model, SharedFields shared, Conversation conversation) =>
        !model.Can(ModelCapabilities.Completion)
            ? WireError.Bad($"\"{shared.Name}\" does not support {conversation.Verb}")
        : Lacking(model, conversation.Needed) is { } lacking ? lacking
        : shared is { Think: not (null or "false"), IsThinkOptional: false } && !model.Can(ModelCapabilities.Thinking)
            ? WireError.Bad($"\"{shared.Name}\" does not support thinking")
        : null;

    /// <summary>The capability errors name the model in full, with the default registry.</summary>
    public static WireError? Lacking(SimulatedModel model, ModelCapabilities needed) =>
        ModelCapabilityNames.Of(needed & ~model.Capabilities) is [var first, ..] ? Without(model, first) : null;

    /// <summary>No model of the catalogue takes sound.</summary>
    public static WireError WithoutAudio(SimulatedModel model) => Without(model, "audio");

    /// <summary>A model that can think does so unless told not to.</summary>
    public static ThinkLevel LevelOf(SimulatedModel model, string? think) =>
        !model.Can(ModelCapabilities.Thinking)
            ? ThinkLevel.None
            : think switch
            {
                "false" => ThinkLevel.None,
                "low" => ThinkLevel.Low,
                "high" => ThinkLevel.High,
                "max" => ThinkLevel.Max,
                _ => ThinkLevel.Medium,
            };

    private static WireError Without(SimulatedModel model, string capability) =>
        WireError.Bad($"{ModelName.DefaultPrefix}{model.Name} does not support {capability}");
}
