using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Orchestrator.Inference.Abstractions;

/// <summary>A replica as an IChatClient, under the replica's own limits and with its exceptions.</summary>
internal sealed class ReplicaChatClient(IReplicaClient replica, ModelId model, string kind) : IChatClient
{
    private readonly ChatClientMetadata _metadata = new(kind, replica.Address, model.ToString());

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var call = AbstractCalls.ToCall(messages, options, model);
        var calledTools = false;
        await foreach (var delta in replica.ChatAsync(call, cancellationToken))
        {
            calledTools |= delta is ChatDelta.ToolCalls;
            var update = AbstractAnswers.ToUpdate(delta, calledTools);
            update.ModelId = call.Model.ToString();
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : serviceType.IsInstanceOfType(replica) ? replica
        : null;

    /// <summary>The replica belongs to whoever made it.</summary>
    public void Dispose() { }
}
