using System.Text.Json;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>Calls that use everything.</summary>
internal static class Sample
{
    public static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];

    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    public static JsonElement WeatherTool { get; } =
        Json(
            """{"type":"function","function":{"name":"weather","description":"Tells it.","parameters":{"type":"object","properties":{"city":{"type":"string","x-unit":"한"}}}}}"""
        );

    /// <summary>A conversation with a system prompt, an image, two calls and their results, in Ollama's way: without ids.</summary>
    public static IReadOnlyList<ChatTurn> Turns { get; } =
    [
        new(TurnRole.System, "Be brief."),
        new(TurnRole.User, "What is it?") { Images = [Png] },
        new(TurnRole.Assistant, "")
        {
            Thinking = "I ask.",
            ToolCalls =
            [
                new ToolCall(null, "weather", Json("""{"city":"서울"}""")),
                new ToolCall(null, "time", Json("{}")),
            ],
        },
        new(TurnRole.Tool, "noon") { ToolName = "time" },
        new(TurnRole.Tool, "rain") { ToolName = "weather" },
    ];

    public static ChatCall Call { get; } =
        new()
        {
            Model = ModelId.Parse("m"),
            Turns = Turns,
            Tools = [WeatherTool],
        };
}
