using System.Buffers.Binary;
using System.Text.Json;
using Orchestrator.Inference.Conversation;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Vectors as OpenAI sends them: numbers, or base64 of little-endian floats when a server insists.</summary>
internal static class OpenAiEmbeddings
{
    /// <exception cref="JsonException">It is not what was asked for.</exception>
    public static EmbedAnswer Of(JsonElement? answer, int inputs, CallTimings timings)
    {
        var vectors = new ReadOnlyMemory<float>[inputs];
        var position = 0;
        foreach (var item in answer.Items("data"))
        {
            var index = item.Number("index") ?? position;
            if (index >= inputs || item.Field("embedding") is not { } embedding)
            {
                throw new JsonException();
            }

            vectors[index] = UnitVector.Of(Vector(embedding));
            position++;
        }

        return vectors.Any(vector => vector.IsEmpty)
            ? throw new JsonException()
            : new EmbedAnswer(vectors, OpenAiUsage.Of(answer.Field("usage")), timings);
    }

    private static float[] Vector(JsonElement embedding) =>
        embedding.ValueKind switch
        {
            JsonValueKind.Array => [.. embedding.EnumerateArray().Select(Number)],
            JsonValueKind.String when embedding.TryGetBytesFromBase64(out var bytes) => Floats(bytes),
            _ => throw new JsonException(),
        };

    private static float Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetSingle(out var value)
            ? value
            : throw new JsonException();

    private static float[] Floats(byte[] bytes)
    {
        var floats = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < floats.Length; i++)
        {
            floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return floats;
    }
}
