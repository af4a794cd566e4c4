using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Inference;
using Wire = Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>A Generate request, which was checked before, as an order of ours.</summary>
internal static class ChatMapping
{
    public static AnswerOrder ToOrder(GenerateRequest request, ModelId model) =>
        new(ToTarget(request), ToCall(request, model), Context(request))
        {
            RunId = request.RunId,
            Attempt = (int)Math.Min(request.Attempt, int.MaxValue),
        };

    public static CallTarget ToTarget(string replica, ulong epoch, Priority priority) =>
        new(replica, epoch > long.MaxValue ? -1 : (long)epoch, ToPriority(priority));

    private static CallTarget ToTarget(GenerateRequest request) =>
        ToTarget(request.Replica, request.Epoch, request.Priority) with
        {
            Tenant = request.Tenant,
            Deadline = request.Deadline is { } left ? TimeSpan.FromSeconds(left.Seconds + (left.Nanos / 1e9)) : null,
            PromptTokens = (int)Math.Min(request.PromptTokens, int.MaxValue),
            OutputTokens = (int)Math.Min(request.OutputTokens, int.MaxValue),
            IsHedge = request.Hedge,
        };

    public static KeepAlive? ToKeepAlive(Google.Protobuf.WellKnownTypes.Duration? duration)
    {
        var span = duration?.ToTimeSpan();
        return span switch
        {
            null => null,
            { Ticks: < 0 } => KeepAlive.Forever,
            _ => KeepAlive.For(span.Value),
        };
    }

    private static ChatCall ToCall(GenerateRequest request, ModelId model) =>
        new()
        {
            Model = model,
            Turns = [.. request.Messages.Select(ToTurn)],
            Tools = [.. request.Tools.Select(ToTool)],
            Format = ToFormat(request.ResponseFormat),
            Think = ToThink(request.Thinking),
            KeepAlive = ToKeepAlive(request.KeepAlive),
            Options = ToOptions(request.Sampling),
        };

    private static AdmissionPriority ToPriority(Priority priority) =>
        priority switch
        {
            Priority.Normal => AdmissionPriority.Normal,
            Priority.Batch => AdmissionPriority.Batch,
            Priority.Probe => AdmissionPriority.Probe,
            _ => AdmissionPriority.Interactive,
        };

    private static ChatTurn ToTurn(Message message) =>
        new(ToRole(message.Role), message.Content)
        {
            Thinking = Null(message.Thinking),
            Images = [.. message.Images.Select(image => image.Memory)],
            ToolCalls = [.. message.ToolCalls.Select(ToToolCall)],
            ToolName = Null(message.ToolName),
            ToolCallId = Null(message.ToolCallId),
        };

    private static TurnRole ToRole(string role) =>
        role switch
        {
            "system" => TurnRole.System,
            "assistant" => TurnRole.Assistant,
            "tool" => TurnRole.Tool,
            _ => TurnRole.User,
        };

    private static Inference.ToolCall ToToolCall(Wire.ToolCall call) =>
        new(Null(call.Id), call.Name, Parse(call.ArgumentsJson));

    private static JsonElement ToTool(Wire.Tool tool) =>
        JsonSerializer.SerializeToElement(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["type"] = "function",
                ["function"] = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["name"] = tool.Name,
                    ["description"] = tool.Description,
                    ["parameters"] = Parse(tool.ParametersJson, """{"type":"object","properties":{}}"""),
                },
            }
        );

    private static JsonElement? ToFormat(ResponseFormat? format) =>
        format switch
        {
            { HasJsonSchema: true } => Parse(format.JsonSchema),
            { HasJson: true, Json: true } => JsonSerializer.SerializeToElement("json"),
            _ => null,
        };

    private static ThinkLevel? ToThink(Thinking thinking) =>
        thinking switch
        {
            Thinking.Off => ThinkLevel.Off,
            Thinking.On => ThinkLevel.On,
            Thinking.Low => ThinkLevel.Low,
            Thinking.Medium => ThinkLevel.Medium,
            Thinking.High => ThinkLevel.High,
            _ => null,
        };

    private static int? Context(GenerateRequest request) =>
        request.Sampling is { HasContextTokens: true } sampling ? (int)sampling.ContextTokens : null;

    private static ModelOptions ToOptions(Sampling? s) =>
        s is null
            ? new ModelOptions()
            : new ModelOptions
            {
                Temperature = s.HasTemperature ? (float)s.Temperature : null,
                TopP = s.HasTopP ? (float)s.TopP : null,
                TopK = s.HasTopK ? (int)s.TopK : null,
                MinP = s.HasMinP ? (float)s.MinP : null,
                FrequencyPenalty = s.HasFrequencyPenalty ? (float)s.FrequencyPenalty : null,
                PresencePenalty = s.HasPresencePenalty ? (float)s.PresencePenalty : null,
                RepeatPenalty = s.HasRepeatPenalty ? (float)s.RepeatPenalty : null,
                Seed = s.HasSeed ? Fold(s.Seed) : null,
                NumPredict = s.HasMaxTokens ? (int)s.MaxTokens : null,
                Stop = [.. s.Stop],
            };

    // A replica takes 32 bits. Equal seeds stay equal, and a small one stays what it is.
    private static int Fold(long seed) => seed is >= int.MinValue and <= int.MaxValue ? (int)seed : seed.GetHashCode();

    private static JsonElement Parse(string json, string whenEmpty = "{}")
    {
        using var document = JsonDocument.Parse(json.Length == 0 ? whenEmpty : json);
        return document.RootElement.Clone();
    }

    private static string? Null(string text) => text.Length == 0 ? null : text;
}
