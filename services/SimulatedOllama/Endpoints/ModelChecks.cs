using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Whether a model can do what is asked of it, with Ollama's two ways of putting it.</summary>
internal static class ModelChecks
{
    /// <param name="verb">chat or generate.</param>
    public static WireError? Missing(
        SimulatedModel model,
        SharedFields shared,
        string verb,
        ModelCapabilities needed
    ) =>
        !model.Can(ModelCapabilities.Completion) ? WireError.Bad($"\"{shared.Name}\" does not support {verb}")
        : Lacking(model, needed) is { } lacking ? lacking
        : shared.Think is not (null or "false") && !model.Can(ModelCapabilities.Thinking)
            ? WireError.Bad($"\"{shared.Name}\" does not support thinking")
        : shared.Options.Error;

    /// <summary>The capability errors name the model in full, with the default registry.</summary>
    public static WireError? Lacking(SimulatedModel model, ModelCapabilities needed) =>
        ModelCapabilityNames.Of(needed & ~model.Capabilities) is [var first, ..]
            ? WireError.Bad($"{ModelName.DefaultPrefix}{model.Name} does not support {first}")
            : null;

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
}
