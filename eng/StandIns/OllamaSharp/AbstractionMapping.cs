using System.Text.Json;
using Microsoft.Extensions.AI;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;
using AiChatMessage = Microsoft.Extensions.AI.ChatMessage;
using AiChatRole = Microsoft.Extensions.AI.ChatRole;

namespace OllamaSharp;

/// <summary>Between Microsoft.Extensions.AI and Ollama's wire types.</summary>
internal static class AbstractionMapping
{
    public static ChatRequest ToChatRequest(
        OllamaApiClient client,
        IEnumerable<AiChatMessage> messages,
        ChatOptions? options,
        bool stream
    )
    {
        var model = options?.ModelId;
        return new ChatRequest
        {
            Model = string.IsNullOrEmpty(model) ? client.SelectedModel : model,
            Messages = MessageMapping.ToOllama(options?.Instructions, messages),
            Options = ToRequestOptions(options),
            Format = ToFormat(options?.ResponseFormat),
            Tools = ToTools(options?.Tools),
            Stream = stream,
        };
    }

    public static ChatResponse ToChatResponse(ChatDoneResponseStream done, string selectedModel, string id) =>
        new(MessageMapping.ToAbstraction(done.Message))
        {
            ResponseId = id,
            ModelId = done.Model ?? selectedModel,
            CreatedAt = done.CreatedAt,
            FinishReason = ToFinishReason(done),
            Usage = ToUsage(done),
            RawRepresentation = done,
        };

    public static ChatResponseUpdate ToUpdate(ChatResponseStream? chunk, string selectedModel, string id)
    {
        var contents = MessageMapping.ToContents(chunk?.Message);
        var done = chunk as ChatDoneResponseStream;
        if (done is not null)
        {
            contents.Add(new UsageContent(ToUsage(done)));
        }

        return new ChatResponseUpdate(AiChatRole.Assistant, contents)
        {
            ResponseId = id,
            MessageId = id,
            ModelId = chunk?.Model ?? selectedModel,
            CreatedAt = chunk?.CreatedAt,
            FinishReason = done is null ? null : ToFinishReason(done),
            RawRepresentation = chunk,
        };
    }

    public static GeneratedEmbeddings<Embedding<float>> ToEmbeddings(EmbedResponse answer, string model)
    {
        var embeddings = answer.Embeddings.Select(vector => new Embedding<float>(vector) { ModelId = model });
        return new GeneratedEmbeddings<Embedding<float>>(embeddings)
        {
            Usage = answer.PromptEvalCount is { } count
                ? new UsageDetails { InputTokenCount = count, TotalTokenCount = count }
                : null,
        };
    }

    private static RequestOptions ToRequestOptions(ChatOptions? options) =>
        new()
        {
            FrequencyPenalty = options?.FrequencyPenalty,
            PresencePenalty = options?.PresencePenalty,
            NumPredict = options?.MaxOutputTokens,
            Seed = (int?)options?.Seed,
            Stop = options?.StopSequences is { Count: > 0 } stop ? [.. stop] : null,
            Temperature = options?.Temperature,
            TopK = options?.TopK,
            TopP = options?.TopP,
        };

    private static object? ToFormat(ChatResponseFormat? format) =>
        format is not ChatResponseFormatJson json ? null
        : json.Schema is { } schema ? schema
        : "json";

    private static List<object>? ToTools(IList<AITool>? tools)
    {
        var functions = tools?.OfType<AIFunctionDeclaration>().Select(ToTool).ToList();
        return functions is { Count: > 0 } ? functions : null;
    }

    private static object ToTool(AIFunctionDeclaration function) =>
        new Dictionary<string, object?>
        {
            ["type"] = "function",
            ["function"] = new Dictionary<string, object?>
            {
                ["name"] = function.Name,
                ["description"] = function.Description,
                ["parameters"] = function.JsonSchema,
            },
        };

    private static ChatFinishReason? ToFinishReason(ChatDoneResponseStream done) =>
        done.DoneReason switch
        {
            null or "" => null,
            "stop" => ChatFinishReason.Stop,
            "length" => ChatFinishReason.Length,
            var other => new ChatFinishReason(other),
        };

    private static UsageDetails ToUsage(ChatDoneResponseStream done) =>
        new()
        {
            InputTokenCount = done.PromptEvalCount,
            OutputTokenCount = done.EvalCount,
            TotalTokenCount = (long)done.PromptEvalCount + done.EvalCount,
            AdditionalCounts = new AdditionalPropertiesDictionary<long>
            {
                ["total_duration"] = done.TotalDuration,
                ["load_duration"] = done.LoadDuration,
                ["prompt_eval_duration"] = done.PromptEvalDuration,
                ["eval_duration"] = done.EvalDuration,
            },
        };
}
