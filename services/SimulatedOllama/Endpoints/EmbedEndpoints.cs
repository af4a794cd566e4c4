using System.Collections.Immutable;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>Embed, and embeddings, which came before it.</summary>
internal static class EmbedEndpoints
{
    /// <summary>Vectors of the old endpoint are this long at least, times up to three: they are not normalised.</summary>
    private const float LengthMin = 4;

    public static void MapEmbed(this WebApplication app)
    {
        var models = app.Services.GetRequiredService<ModelStore>();
        var embedding = app.Services.GetRequiredService<Embedding>();
        app.MapWire(
            "/api/embed",
            "EmbedRequest",
            async (context, fields) =>
                EmbedCall.Read(fields, models) is { } call && fields.Errors.First is null
                    ? await embedding.RunAsync(context, call, (vectors, metrics) => Answer(call, vectors, metrics))
                    : fields.Errors.First
        );
        app.MapWire(
            "/api/embeddings",
            "EmbeddingRequest",
            async (context, fields) =>
                ReadOld(fields, models) is { } call && fields.Errors.First is null
                    ? AsOld(await embedding.RunAsync(context, call, (vectors, _) => OldAnswer(call, vectors)))
                    : fields.Errors.First
        );
    }

    private static EmbedResponse Answer(EmbedCall call, float[][] vectors, AnswerMetrics metrics) =>
        new(call.Name, vectors)
        {
            TotalDuration = metrics.TotalDuration,
            LoadDuration = metrics.LoadDuration,
            PromptEvalCount = metrics.PromptEvalCount,
        };

    private static EmbedCall? ReadOld(JsonFields fields, ModelStore models)
    {
        var name = fields.Text("model");
        var prompt = fields.Text("prompt");
        var keepAlive = GenerationFields.KeepAliveOf(fields);
        var options = fields.Object("options", "map[string]interface {}") is null ? null : fields.Any("options");
        ImmutableArray<string> inputs = prompt.Length == 0 ? [] : [prompt];
        return EmbedCall.Of(fields.Errors, models, name, inputs, options) is { } call
            ? call with
            {
                KeepAlive = keepAlive,
            }
            : null;
    }

    private static EmbeddingResponse OldAnswer(EmbedCall call, float[][] vectors)
    {
        if (vectors is not [var unit])
        {
            return new EmbeddingResponse([]);
        }

        var random = new SimulationRandom(SimulationRandom.Hash(0, [call.Model.Name, call.Inputs[0]]));
        var length = LengthMin * (float)(1 + (2 * random.Unit()));
        return new EmbeddingResponse([.. unit.Select(value => value * length)]);
    }

    // Whatever fails behind it, the old endpoint says 500; that it is busy it still says.
    private static WireError? AsOld(WireError? error) =>
        error is { Status: not StatusCodes.Status503ServiceUnavailable } ? WireError.Failed(error.Message) : error;
}
