using Microsoft.Extensions.AI;

namespace Orchestrator.Inference.Abstractions;

/// <summary>A replica as an IEmbeddingGenerator, under the replica's own limits and with its exceptions.</summary>
internal sealed class ReplicaEmbeddingGenerator(IReplicaClient replica, ModelId model, string kind)
    : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly EmbeddingGeneratorMetadata _metadata = new(kind, replica.Address, model.ToString());

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var call = new EmbedCall
        {
            Model = AbstractCalls.ModelOf(options?.ModelId, model),
            Inputs = [.. values],
            Dimensions = options?.Dimensions,
        };
        var answer = await replica.EmbedAsync(call, cancellationToken);
        return new(answer.Vectors.Select(vector => new Embedding<float>(vector)))
        {
            Usage = AbstractAnswers.ToUsage(answer.Usage),
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>The replica belongs to whoever made it.</summary>
    public void Dispose() { }
}
