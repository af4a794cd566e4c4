using System.Text.Json;

namespace Orchestrator.Benchmarks.Stub;

/// <summary>What a request asks of the stub.</summary>
/// <param name="IsStreamed">As Ollama: streamed unless told otherwise.</param>
/// <param name="Pieces">num_predict.</param>
/// <param name="Interval">The wait before each piece: the seed, in microseconds. A stub has no chance that needs one.</param>
internal readonly record struct StubWish(bool IsStreamed, int Pieces, TimeSpan Interval)
{
    public static async ValueTask<StubWish> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var json = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
        var isStreamed = !json.RootElement.TryGetProperty("stream", out var stream) || stream.GetBoolean();
        json.RootElement.TryGetProperty("options", out var options);
        return new StubWish(
            isStreamed,
            (int)Number(options, "num_predict", 1),
            TimeSpan.FromMicroseconds(Number(options, "seed", 0))
        );
    }

    private static long Number(JsonElement options, string name, long otherwise) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out var value)
            ? value.GetInt64()
            : otherwise;
}
