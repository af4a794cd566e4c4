using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Registry;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.OpenAi;

internal static class OpenAiEmbeddings
{
    public static void MapOpenAiEmbeddings(this WebApplication app)
    {
        var models = app.Services.GetRequiredService<ModelStore>();
        var embedding = app.Services.GetRequiredService<Embedding>();
        app.MapWire(
            "/v1/embeddings",
            "EmbedRequest",
            async (context, fields) =>
                Read(fields, models, out var isBase64) is { } call && fields.Errors.First is null
                    ? await embedding.RunAsync(
                        context,
                        call,
                        (vectors, metrics) => Answer(call, vectors, metrics, isBase64)
                    )
                    : fields.Errors.First,
            WireDialect.OpenAi,
            HttpMethods.Post
        );
    }

    private static EmbedCall? Read(JsonFields fields, ModelStore models, out bool isBase64)
    {
        var format = fields.Text("encoding_format");
        isBase64 = format.Equals("base64", StringComparison.OrdinalIgnoreCase);
        var isFloat = format.Length == 0 || format.Equals("float", StringComparison.OrdinalIgnoreCase);
        fields.Errors.Add(
            isBase64 || isFloat
                ? null
                : WireError.Bad(
                    $"Invalid value for 'encoding_format' = {format}. Supported values: ['float', 'base64']."
                )
        );
        var inputs = EmbedCall.InputsOf(fields, "invalid input type");
        fields.Errors.Add(fields.Any("input") is null ? WireError.Bad("invalid input") : null);
        var dimensions = fields.Integer("dimensions");
        return EmbedCall.Of(fields.Errors, models, fields.Text("model"), inputs, given: null) is { } call
            ? call with
            {
                Dimensions = dimensions is > 0 ? dimensions : null,
            }
            : null;
    }

    private static JsonObject Answer(EmbedCall call, float[][] vectors, AnswerMetrics metrics, bool isBase64) =>
        new()
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. vectors.Select((vector, index) => (JsonNode?)Item(vector, index, isBase64))]),
            ["model"] = call.Name,
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = metrics.PromptEvalCount,
                ["total_tokens"] = metrics.PromptEvalCount,
            },
        };

    private static JsonObject Item(float[] vector, int index, bool isBase64) =>
        new JsonObject
        {
            ["object"] = "embedding",
            ["embedding"] = isBase64 ? ToBase64(vector) : new JsonArray([.. vector.Select(value => (JsonNode?)value)]),
            ["index"] = index,
        };

    private static string ToBase64(float[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        for (var at = 0; at < vector.Length; at++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(at * sizeof(float)), vector[at]);
        }

        return Convert.ToBase64String(bytes);
    }
}
