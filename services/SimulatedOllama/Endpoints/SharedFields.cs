using System.Collections.Immutable;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>The fields that chat and generate share, and what both make of them.</summary>
internal sealed record SharedFields(
    string Name,
    TimeSpan? KeepAlive,
    string? Think,
    bool IsStreamed,
    bool IsShifted,
    ModelOptions Options
)
{
    /// <summary>Ollama's, for a request and a model that name none.</summary>
    private const double DefaultTemperature = 0.8;

    public static SharedFields Read(JsonFields fields)
    {
        var shared = new SharedFields(
            fields.Text("model"),
            GenerationFields.KeepAliveOf(fields),
            GenerationFields.ThinkOf(fields),
            fields.Flag("stream") ?? true,
            fields.Flag("shift") ?? true,
            ModelOptions.Read(fields)
        );
        GenerationFields.CheckLogprobs(fields);
        return shared;
    }

    /// <summary>The call for a model that exists; errors go to <paramref name="fields"/>.</summary>
    public GenerationCall ToCall(
        JsonFields fields,
        SimulatedModel model,
        ImmutableArray<PromptMessage> messages,
        IAnswerDialect dialect,
        SimulatedOptions options
    ) =>
        new()
        {
            Options = Options.Runner,
            KeepAlive = KeepAlive,
            IsStreamed = IsStreamed,
            Dialect = dialect,
            Request = new AnswerRequest
            {
                Model = model,
                Messages = messages,
                Think = ModelChecks.LevelOf(model, Think),
                Schema = GenerationFields.FormatOf(fields),
                Seed = Options.Seed is >= 0 ? Options.Seed.Value : options.Seed,
                Temperature = Options.Temperature ?? DefaultTemperature,
                World = SkillWorld.Default with { Seed = options.WorldSeed },
                NumPredict = Options.NumPredict,
                Stop = Options.Stop,
                Shift = IsShifted,
                TokensMax = options.AnswerTokensMax,
            },
        };
}
