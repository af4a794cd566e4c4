using System.Text.Json;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace Orchestrator.Inference.Ollama;

/// <summary>Our calls as OllamaSharp's requests.</summary>
internal static class OllamaRequests
{
    public static ChatRequest Chat(ChatCall call) =>
        new()
        {
            Model = call.Model.ToString(),
            Messages = call.Turns.Select(ToMessage).ToList(),
            Tools = call.Tools.Count > 0 ? call.Tools.Cast<object>().ToList() : null,
            Format = call.Format,
            Think = ToThink(call.Think),
            KeepAlive = call.KeepAlive?.ToString(),
            Options = ToOptions(call.Options),
            Stream = true,
        };

    public static EmbedRequest Embed(EmbedCall call) =>
        new()
        {
            Model = call.Model.ToString(),
            Input = [.. call.Inputs],
            Truncate = call.Truncate,
            Dimensions = call.Dimensions,
            KeepAlive = call.KeepAlive?.ToString(),
            Options = call.Options is { } options ? ToOptions(options) : null,
        };

    /// <summary>An empty prompt loads the model, and with a keep-alive of nothing unloads it.</summary>
    public static GenerateRequest Load(ModelId model, KeepAlive? keepAlive, ModelOptions? options) =>
        new()
        {
            Model = model.ToString(),
            Prompt = string.Empty,
            Stream = false,
            KeepAlive = keepAlive?.ToString(),
            Options = options is null ? null : ToOptions(options),
        };

    private static Message ToMessage(ChatTurn turn) =>
        new()
        {
            Role = ToRole(turn.Role),
            Content = turn.Text,
            Thinking = turn.Thinking,
            ToolName = turn.ToolName,
            Images =
                turn.Images.Count > 0
                    ? turn.Images.Select(image => Convert.ToBase64String(image.Span)).ToArray()
                    : null,
            ToolCalls = turn.ToolCalls.Count > 0 ? turn.ToolCalls.Select(ToToolCall).ToList() : null,
        };

    private static Message.ToolCall ToToolCall(ToolCall call, int index) =>
        new()
        {
            Id = call.Id,
            Function = new Message.Function
            {
                Index = index,
                Name = call.Name,
                Arguments =
                    call.Arguments.ValueKind == JsonValueKind.Object
                        ? call.Arguments.Deserialize<Dictionary<string, object?>>()
                        : [],
            },
        };

    private static ChatRole ToRole(TurnRole role) =>
        role switch
        {
            TurnRole.System => ChatRole.System,
            TurnRole.User => ChatRole.User,
            TurnRole.Assistant => ChatRole.Assistant,
            TurnRole.Tool => ChatRole.Tool,
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
        };

    private static ThinkValue? ToThink(ThinkLevel? level) =>
        level switch
        {
            null => null,
            ThinkLevel.Off => false,
            ThinkLevel.On => true,
            ThinkLevel.Low => ThinkValue.Low,
            ThinkLevel.Medium => ThinkValue.Medium,
            ThinkLevel.High => ThinkValue.High,
            ThinkLevel.Max => "max",
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "There is no such level."),
        };

    private static RequestOptions? ToOptions(ModelOptions options) =>
        options == new ModelOptions()
            ? null
            : new RequestOptions
            {
                NumCtx = options.NumCtx,
                NumBatch = options.NumBatch,
                NumGpu = options.NumGpu,
                MainGpu = options.MainGpu,
                UseMmap = options.UseMmap,
                NumThread = options.NumThread,
                NumPredict = options.NumPredict,
                NumKeep = options.NumKeep,
                Seed = options.Seed,
                Temperature = options.Temperature,
                TopK = options.TopK,
                TopP = options.TopP,
                MinP = options.MinP,
                TypicalP = options.TypicalP,
                RepeatLastN = options.RepeatLastN,
                RepeatPenalty = options.RepeatPenalty,
                PresencePenalty = options.PresencePenalty,
                FrequencyPenalty = options.FrequencyPenalty,
                Stop = options.Stop.Count > 0 ? [.. options.Stop] : null,
            };
}
