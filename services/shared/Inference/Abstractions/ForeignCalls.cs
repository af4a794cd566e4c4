using System.Text.Json;
using Microsoft.Extensions.AI;
using Orchestrator.Inference.Conversation;

namespace Orchestrator.Inference.Abstractions;

/// <summary>Our calls as Microsoft.Extensions.AI's options.</summary>
internal static class ForeignCalls
{
    public static ChatOptions ToOptions(ChatCall call, string native) =>
        new()
        {
            ModelId = native,
            Tools = call.Tools.Count > 0 ? [.. call.Tools.Select(tool => ToTool(tool))] : null,
            ResponseFormat = ToFormat(call.Format),
            Reasoning = ToEffort(call.Think) is { } effort ? new ReasoningOptions { Effort = effort } : null,
            MaxOutputTokens = call.Options.NumPredict is > 0 and var tokens ? tokens : null,
            Seed = call.Options.Seed,
            Temperature = call.Options.Temperature,
            TopK = call.Options.TopK,
            TopP = call.Options.TopP,
            PresencePenalty = call.Options.PresencePenalty,
            FrequencyPenalty = call.Options.FrequencyPenalty,
            StopSequences = call.Options.Stop.Count > 0 ? [.. call.Options.Stop] : null,
        };

    private static AIFunctionDeclaration ToTool(JsonElement? tool)
    {
        var function = tool.Field("function");
        return AIFunctionFactory.CreateDeclaration(
            function.Text("name") ?? throw AbstractCalls.Refused("A tool has no name."),
            function.Text("description"),
            function.Field("parameters") ?? JsonSerializer.SerializeToElement(new { type = "object" })
        );
    }

    private static ChatResponseFormatJson? ToFormat(JsonElement? format) =>
        format switch
        {
            null => null,
            { ValueKind: JsonValueKind.Object } schema => ChatResponseFormat.ForJsonSchema(schema, "answer"),
            _ => ChatResponseFormat.Json,
        };

    private static ReasoningEffort? ToEffort(ThinkLevel? level) =>
        level switch
        {
            null => null,
            ThinkLevel.Off => ReasoningEffort.None,
            ThinkLevel.Low => ReasoningEffort.Low,
            ThinkLevel.On or ThinkLevel.Medium => ReasoningEffort.Medium,
            ThinkLevel.High => ReasoningEffort.High,
            _ => ReasoningEffort.ExtraHigh,
        };
}
