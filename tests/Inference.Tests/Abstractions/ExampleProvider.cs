using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Orchestrator.Inference;
using Orchestrator.Inference.Abstractions;

namespace Example;

public sealed class ReverseProvider : IReplicaProvider
{
    public string Kind => "reverse";

    public IReplicaClient Create(ReplicaEndpoint endpoint) =>
        new ChatClientReplica(endpoint, new ReverseClient())
        {
            Models = _ => Task.FromResult<IReadOnlyList<string>>(["Reverse/Text-1"]),
        };
}

internal sealed class ReverseClient : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.Yield(); // Here you would call your service, with options.ModelId and the token.
        yield return new ChatResponseUpdate(ChatRole.Assistant, string.Concat(messages.Last().Text.Reverse()));
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
