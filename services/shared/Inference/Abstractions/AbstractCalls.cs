using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Orchestrator.Inference.Abstractions;

/// <summary>Calls of Microsoft.Extensions.AI as ours.</summary>
internal static class AbstractCalls
{
    public static ChatCall ToCall(IEnumerable<ChatMessage> messages, ChatOptions? options, ModelId model) =>
        new()
        {
            Model = ModelOf(options?.ModelId, model),
            Turns = [.. Instructions(options), .. messages.SelectMany(AbstractTurns.Of)],
            Tools = options?.ToolMode is NoneChatToolMode ? [] : [.. (options?.Tools ?? []).Select(ToTool)],
            Format = ToFormat(options?.ResponseFormat),
            Think = ToThink(options?.Reasoning?.Effort),
            Options = ToOptions(options),
        };

    public static ModelId ModelOf(string? name, ModelId fallback) =>
        name is null ? fallback
        : ModelId.TryParse(name, out var id) ? id
        : throw Refused("The model name is not valid.");

    public static InferenceException Refused(string message) =>
        new(new InferenceError(InferenceStage.Connect, InferenceCause.Refused, message));

    private static IEnumerable<ChatTurn> Instructions(ChatOptions? options) =>
        string.IsNullOrEmpty(options?.Instructions) ? [] : [new ChatTurn(TurnRole.System, options.Instructions)];

    private static JsonElement ToTool(AITool tool) =>
        tool is AIFunctionDeclaration function
            ? JsonSerializer.SerializeToElement(
                new
                {
                    type = "function",
                    function = new
                    {
                        name = function.Name,
                        description = function.Description,
                        parameters = function.JsonSchema,
                    },
                }
            )
            : throw Refused($"A tool of the type {tool.GetType().Name} cannot be passed on.");

    private static JsonElement? ToFormat(ChatResponseFormat? format) =>
        format switch
        {
            ChatResponseFormatJson { Schema: { } schema } => schema,
            ChatResponseFormatJson => JsonSerializer.SerializeToElement("json"),
            _ => null,
        };

    private static ThinkLevel? ToThink(ReasoningEffort? effort) =>
        effort switch
        {
            null => null,
            ReasoningEffort.None => ThinkLevel.Off,
            ReasoningEffort.Low => ThinkLevel.Low,
            ReasoningEffort.Medium => ThinkLevel.Medium,
            ReasoningEffort.High => ThinkLevel.High,
            _ => ThinkLevel.Max,
        };

    private static ModelOptions ToOptions(ChatOptions? options) =>
        new()
        {
            NumPredict = options?.MaxOutputTokens,
            // Larger ones exist; which number it is matters less than that it is the same each time.
            Seed = options?.Seed is { } seed ? unchecked((int)seed) : null,
            Temperature = options?.Temperature,
            TopK = options?.TopK,
            TopP = options?.TopP,
            PresencePenalty = options?.PresencePenalty,
            FrequencyPenalty = options?.FrequencyPenalty,
            Stop = [.. options?.StopSequences ?? []],
        };
}
