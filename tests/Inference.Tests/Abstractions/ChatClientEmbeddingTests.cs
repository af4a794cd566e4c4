using Microsoft.Extensions.AI;
using Orchestrator.Inference.Abstractions;

namespace Orchestrator.Inference.Tests.Abstractions;

public sealed class ChatClientEmbeddingTests
{
    private static readonly EmbedCall Call = new()
    {
        Model = ModelId.Parse("some/model"),
        Inputs = ["a", "b"],
        Dimensions = 2,
    };

    [Fact]
    public async Task Vectors_come_of_length_one_under_the_models_own_name()
    {
        var generator = new FakeGenerator([3, 4], [0, 1]);
        using var replica = Replica(generator);

        var answer = await replica.EmbedAsync(Call, CancellationToken.None);

        Assert.Equal([0.6f, 0.8f], answer.Vectors[0].ToArray());
        Assert.Equal([0f, 1f], answer.Vectors[1].ToArray());
        Assert.Equal(new TokenUsage(5, 0), answer.Usage);
        Assert.Equal(("Some/Model", 2), (generator.Options!.ModelId, generator.Options.Dimensions));
    }

    [Fact]
    public async Task A_vector_for_each_input_or_none()
    {
        using var replica = Replica(new FakeGenerator([3, 4]));

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            replica.EmbedAsync(Call, CancellationToken.None)
        );

        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
    }

    [Fact]
    public async Task An_endpoint_is_an_IEmbeddingGenerator_again()
    {
        using var replica = Replica(new FakeGenerator([3, 4]));
        using var generator = replica.AsEmbeddingGenerator(ModelId.Parse("some/model"));

        var embedding = await generator.GenerateAsync("x");

        Assert.Equal([0.6f, 0.8f], embedding.Vector.ToArray());
    }

    private static ChatClientReplica Replica(FakeGenerator generator) =>
        new(new ReplicaEndpoint("r", new Uri("http://localhost")) { Models = ["Some/Model"] }, FakeChatClient.Says())
        {
            Embeddings = generator,
        };

    private sealed class FakeGenerator(params float[][] vectors) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public EmbeddingGenerationOptions? Options { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values,
            EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default
        )
        {
            Options = options;
            var embeddings = vectors.Select(vector => new Embedding<float>(vector));
            return Task.FromResult(
                new GeneratedEmbeddings<Embedding<float>>(embeddings)
                {
                    Usage = new UsageDetails { InputTokenCount = 5 },
                }
            );
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() { }
    }
}
