using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;
using AiChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace OllamaSharp;

/// <content>IChatClient and IEmbeddingGenerator, both explicit.</content>
public partial class OllamaApiClient
{
    async Task<ChatResponse> IChatClient.GetResponseAsync(
        IEnumerable<AiChatMessage> messages,
        ChatOptions? options,
        CancellationToken cancellationToken
    )
    {
        var request = AbstractionMapping.ToChatRequest(this, messages, options, stream: false);
        var id = Guid.CreateVersion7().ToString("N");
        var done = await ChatAsync(request, cancellationToken).StreamToEndAsync();
        return AbstractionMapping.ToChatResponse(done!, SelectedModel, id);
    }

    async IAsyncEnumerable<ChatResponseUpdate> IChatClient.GetStreamingResponseAsync(
        IEnumerable<AiChatMessage> messages,
        ChatOptions? options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var request = AbstractionMapping.ToChatRequest(this, messages, options, stream: true);
        var id = Guid.CreateVersion7().ToString("N");
        await foreach (var chunk in ChatAsync(request, cancellationToken))
        {
            yield return AbstractionMapping.ToUpdate(chunk, SelectedModel, id);
        }
    }

    object? IChatClient.GetService(Type serviceType, object? serviceKey) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata)
            ? new ChatClientMetadata("ollama", Uri, SelectedModel)
            : Self(serviceType, serviceKey);

    async Task<GeneratedEmbeddings<Embedding<float>>> IEmbeddingGenerator<string, Embedding<float>>.GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options,
        CancellationToken cancellationToken
    )
    {
        var request = new EmbedRequest
        {
            Model = ModelOf(options?.ModelId),
            Input = [.. values],
            Dimensions = options?.Dimensions,
        };
        var answer = await EmbedAsync(request, cancellationToken);
        return AbstractionMapping.ToEmbeddings(answer, request.Model);
    }

    object? IEmbeddingGenerator.GetService(Type serviceType, object? serviceKey) =>
        serviceKey is null && serviceType == typeof(EmbeddingGeneratorMetadata)
            ? new EmbeddingGeneratorMetadata("ollama", Uri, SelectedModel)
            : Self(serviceType, serviceKey);

    private OllamaApiClient? Self(Type serviceType, object? serviceKey) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;
}
