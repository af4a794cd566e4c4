using Microsoft.Extensions.Options;
using Orchestrator.Inference.Anthropic;
using Orchestrator.Inference.Ollama;
using Orchestrator.Inference.OpenAi;
using Orchestrator.SimulatedOllama;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>
/// Each kind against SimulatedOllama, which speaks all three interfaces as Ollama does: a server that was not written for
/// these tests. Simulated: its texts say nothing about models.
/// </summary>
public sealed class RealisticServerTests : IAsyncLifetime
{
    private SimulatedReplica? _server;

    public static TheoryData<string> Kinds() => ["ollama", "openai", "anthropic"];

    private SimulatedReplica Server => _server ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync() =>
        _server = await SimulatedReplica.StartAsync(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Simulated:Preset"] = "small",
                ["Simulated:SpeedFactor"] = "1000",
            },
            TimeProvider.System,
            CancellationToken.None
        );

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_question_is_answered_with_text_and_figures(string kind)
    {
        using var owned = Provider(kind) as IDisposable;
        using var client = await ClientAsync((IReplicaProvider)owned!);
        var call = new ChatCall
        {
            Model = await ModelAsync(client, "completion"),
            Turns = [new(TurnRole.System, "Be brief."), new(TurnRole.User, "What is the capital of Korea?")],
            Options = new ModelOptions { NumPredict = 20 },
            Think = kind == "anthropic" ? null : ThinkLevel.Off,
        };

        List<ChatDelta> deltas = [];
        await foreach (var delta in client.ChatAsync(call, CancellationToken.None))
        {
            deltas.Add(delta);
        }

        var finished = Assert.IsType<ChatDelta.Finished>(deltas[^1]);
        Assert.NotEmpty(string.Concat(deltas.OfType<ChatDelta.Text>().Select(text => text.Value)));
        Assert.InRange(finished.Usage.PromptTokens, 5, 200);
        Assert.InRange(finished.Usage.OutputTokens, 1, 20);
        Assert.Equal(kind != "ollama", finished.Timings.AreOurs);
    }

    [Fact]
    public async Task Embeddings_of_the_openai_kind_are_those_of_the_ollama_kind()
    {
        using var ollama = new OllamaProvider(Options.Create(new OllamaOptions()), TimeProvider.System);
        using var openAi = new OpenAiProvider(Options.Create(new OpenAiOptions()), TimeProvider.System);
        using var native = await ClientAsync(ollama);
        using var compatible = await ClientAsync(openAi);
        var call = new EmbedCall { Model = await ModelAsync(native, "embedding"), Inputs = ["서울", "Paris"] };

        var expected = await native.EmbedAsync(call, CancellationToken.None);
        var actual = await compatible.EmbedAsync(call, CancellationToken.None);

        Assert.Equal(expected.Vectors.Count, actual.Vectors.Count);
        foreach (var (first, second) in expected.Vectors.Zip(actual.Vectors))
        {
            Assert.Equal(first.Length, second.Length);
            Assert.All(first.ToArray().Zip(second.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public async Task The_openai_kind_lists_the_models_of_the_ollama_kind()
    {
        using var ollama = new OllamaProvider(Options.Create(new OllamaOptions()), TimeProvider.System);
        using var openAi = new OpenAiProvider(Options.Create(new OpenAiOptions()), TimeProvider.System);
        using var native = await ClientAsync(ollama);
        using var compatible = await ClientAsync(openAi);

        var expected = await native.ListInstalledAsync(CancellationToken.None);
        var actual = await compatible.ListInstalledAsync(CancellationToken.None);

        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(model => model.Id).ToHashSet(), actual.Select(model => model.Id).ToHashSet());
    }

    private static IReplicaProvider Provider(string kind) =>
        kind switch
        {
            "openai" => new OpenAiProvider(Options.Create(new OpenAiOptions()), TimeProvider.System),
            "anthropic" => new AnthropicProvider(Options.Create(new AnthropicOptions()), TimeProvider.System),
            _ => new OllamaProvider(Options.Create(new OllamaOptions()), TimeProvider.System),
        };

    /// <summary>Ollama has no list of models in Anthropic's interface, so that they are configured there.</summary>
    private async Task<IReplicaClient> ClientAsync(IReplicaProvider provider)
    {
        IReadOnlyList<string> models = [];
        if (provider is AnthropicProvider)
        {
            using var ollama = new OllamaProvider(Options.Create(new OllamaOptions()), TimeProvider.System);
            using var native = ollama.Create(new ReplicaEndpoint("r", Server.Address));
            models = [(await ModelAsync(native, "completion")).ToString()];
        }

        return provider.Create(new ReplicaEndpoint("r", Server.Address) { Models = models });
    }

    private static async Task<ModelId> ModelAsync(IReplicaClient client, string capability)
    {
        foreach (var model in await client.ListInstalledAsync(CancellationToken.None))
        {
            if ((await client.ShowAsync(model.Id, CancellationToken.None)).Capabilities.Contains(capability))
            {
                return model.Id;
            }
        }

        throw new InvalidOperationException($"The server has no model with the capability {capability}.");
    }
}
