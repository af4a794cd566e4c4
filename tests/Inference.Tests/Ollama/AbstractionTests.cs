using Microsoft.Extensions.AI;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class AbstractionTests
{
    private static readonly ModelId Model = ModelId.Parse("m");

    [Fact]
    public async Task A_replica_is_an_IChatClient()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Hello, TestReplica.Done);
        using var chat = replica.Client.AsChatClient(Model);

        var answer = await chat.GetResponseAsync("Hi");

        Assert.Equal("Hello", answer.Text);
        Assert.Equal("m:latest", (string?)replica.LastBody["model"]);
        var metadata = chat.GetService<ChatClientMetadata>();
        Assert.Equal(("ollama", replica.Server.Address), (metadata?.ProviderName, metadata?.ProviderUri));
    }

    [Fact]
    public async Task An_error_inside_the_stream_reaches_the_user_of_IChatClient_too()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Hello, """{"error":"boom"}""");
        using var chat = replica.Client.AsChatClient(Model);

        var exception = await Assert.ThrowsAsync<InferenceException>(() => chat.GetResponseAsync("Hi"));

        Assert.Equal("boom", exception.Error.Message);
    }

    [Fact]
    public async Task Disposing_an_IChatClient_leaves_the_replicas_client_usable()
    {
        await using var replica = await TestReplica.AnswersAsync(TestReplica.Hello, TestReplica.Done);

        replica.Client.AsChatClient(Model).Dispose();

        Assert.Equal(2, (await replica.ReadAllAsync()).Count);
    }

    [Fact]
    public async Task A_replica_is_an_IEmbeddingGenerator()
    {
        await using var replica = await TestReplica.StartAsync(
            200,
            """{"embeddings":[[0.6,0.8]],"prompt_eval_count":2}"""
        );
        using var generator = replica.Client.AsEmbeddingGenerator(Model);

        var embedding = await generator.GenerateAsync("x");

        Assert.Equal([0.6f, 0.8f], embedding.Vector.ToArray());
    }
}
