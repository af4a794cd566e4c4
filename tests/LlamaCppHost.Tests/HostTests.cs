using Orchestrator.Inference;

namespace Orchestrator.LlamaCppHost.Tests;

/// <summary>The child process as a worker reaches it: by the same client as any Ollama.</summary>
public sealed class HostTests(RunningHost running) : IClassFixture<RunningHost>
{
    private static readonly ModelId _tiny = ModelId.Parse("tiny");

    private HostProcess Host => running.Host;

    [LlamaFact]
    public async Task It_lists_its_models_as_ollama_does()
    {
        var version = await Host.Client.GetVersionAsync(CancellationToken.None);
        var model = Assert.Single(await Host.Client.ListInstalledAsync(CancellationToken.None));
        var card = await Host.Client.ShowAsync(_tiny, CancellationToken.None);

        Assert.Equal("0.33.0-llama.cpp-v0.5.0", version);
        Assert.Equal("tiny:latest", model.Id.ToString());
        Assert.Equal(Digest(Path.Combine(Host.ModelsFolder, "tiny.gguf")), model.Digest);
        Assert.Equal(new ModelShape("llama", "gguf", "419.97K", "F16"), model.Shape);
        Assert.Equal(["completion"], card.Capabilities);
        Assert.Equal("llama", card.Architecture);
        Assert.Equal(TinyModel.ContextTokens, card.ContextLengthMax);
        Assert.Equal(128, card.EmbeddingLength);
        Assert.Equal(TinyModel.Template, card.Template);
    }

    [LlamaFact]
    public async Task The_known_answer_comes_token_by_token_and_korean_is_whole()
    {
        var deltas = await ChatAsync(Call("What is the answer?"));

        Assert.Equal(
            ["The", " answer", " is ", "한", "글", " forty-two."],
            deltas.OfType<ChatDelta.Text>().Select(text => text.Value)
        );
        var end = Assert.IsType<ChatDelta.Finished>(deltas[^1]);
        Assert.Equal(FinishReason.Stop, end.Reason);
        Assert.Equal(TinyModel.ChatAnswerTokens, end.Usage.OutputTokens);
        // The start token, and one for each character of the template.
        const string prompt =
            "<|im_start|>system\nYou answer.<|im_end|>\n<|im_start|>user\nWhat is the answer?<|im_end|>\n<|im_start|>assistant\n";
        Assert.Equal(1 + prompt.Length, end.Usage.PromptTokens);
        Assert.True(end.Timings.Total >= end.Timings.PromptEval + end.Timings.Eval);
        Assert.True(end.Timings.Eval > TimeSpan.Zero);
    }

    [LlamaFact]
    public async Task Options_reach_the_model()
    {
        var options = new ModelOptions { Temperature = 0, NumPredict = 3 };
        var cut = await ChatAsync(Call("q") with { Options = options });
        var stopped = await ChatAsync(
            Call("q") with
            {
                Options = new ModelOptions { Temperature = 0, Stop = ["swer i"] },
            }
        );

        Assert.Equal("The answer is ", Text(cut));
        Assert.Equal(FinishReason.Length, ((ChatDelta.Finished)cut[^1]).Reason);
        Assert.Equal("The an", Text(stopped));
    }

    [LlamaFact]
    public async Task Vectors_have_length_1_and_are_the_same_each_time()
    {
        var call = new EmbedCall { Model = _tiny, Inputs = ["안녕", "hello", "안녕"] };

        var answer = await Host.Client.EmbedAsync(call, CancellationToken.None);
        var again = await Host.Client.EmbedAsync(call, CancellationToken.None);
        var shorter = await Host.Client.EmbedAsync(call with { Dimensions = 16 }, CancellationToken.None);

        Assert.Equal(3, answer.Vectors.Count);
        Assert.Equal(answer.Vectors[0].ToArray(), answer.Vectors[2].ToArray());
        Assert.NotEqual(answer.Vectors[0].ToArray(), answer.Vectors[1].ToArray());
        Assert.Equal(answer.Vectors[1].ToArray(), again.Vectors[1].ToArray());
        Assert.All(answer.Vectors, vector => Assert.Equal(1, Length(vector), 1e-5));
        Assert.All(shorter.Vectors, vector => Assert.Equal((16, 1d), (vector.Length, Math.Round(Length(vector), 5))));
        Assert.True(answer.Usage.PromptTokens > 0);
    }

    [LlamaFact]
    public async Task A_model_is_loaded_shown_and_unloaded_by_ollamas_idioms()
    {
        await Host.Client.LoadAsync(
            _tiny,
            KeepAlive.Forever,
            new ModelOptions { NumCtx = 512 },
            CancellationToken.None
        );
        var loaded = Assert.Single(await Host.Client.ListLoadedAsync(CancellationToken.None));
        await ChatAsync(Call("q") with { Options = new ModelOptions { NumCtx = 1024 } });
        var reloaded = Assert.Single(await Host.Client.ListLoadedAsync(CancellationToken.None));
        await Host.Client.UnloadAsync(_tiny, CancellationToken.None);

        Assert.Equal(512, loaded.ContextLength);
        Assert.Equal(1024, reloaded.ContextLength);
        Assert.Equal(0, loaded.VramBytes);
        Assert.Equal(512 * 2 * 2 * 128 * 2, reloaded.SizeBytes - loaded.SizeBytes);
        Assert.True(loaded.SizeBytes > 512 * 2 * 2 * 128 * 2);
        Assert.True(loaded.ExpiresAt > DateTimeOffset.UtcNow.AddYears(100));
        Assert.Empty(await Host.Client.ListLoadedAsync(CancellationToken.None));
    }

    [LlamaFact]
    public async Task A_model_for_embedding_embeds_and_says_that_it_does_nothing_else()
    {
        await using var host = await HostProcess.StartAsync();
        var embedder = ModelId.Parse("embedder");
        TinyModel.Write(Path.Combine(host.ModelsFolder, "embedder.gguf"), isForEmbedding: true);
        await Wait.UntilAsync(
            async () => (await host.Client.ListInstalledAsync(CancellationToken.None)).Count == 2,
            "the new model is noticed"
        );

        var card = await host.Client.ShowAsync(embedder, CancellationToken.None);
        await host.Client.LoadAsync(embedder, null, null, CancellationToken.None);
        var answer = await host.Client.EmbedAsync(
            new EmbedCall { Model = embedder, Inputs = ["a"] },
            CancellationToken.None
        );
        var failure = await Assert.ThrowsAsync<InferenceException>(async () =>
        {
            await foreach (var _ in host.Client.ChatAsync(Call("q") with { Model = embedder }, CancellationToken.None))
            { }
        });

        Assert.Equal(["embedding"], card.Capabilities);
        Assert.Equal(1, Length(answer.Vectors[0]), 1e-5);
        Assert.Contains("does not support chat", failure.Error.Message, StringComparison.Ordinal);
    }

    private static ChatCall Call(string question) =>
        new()
        {
            Model = _tiny,
            Turns = [new ChatTurn(TurnRole.System, "You answer."), new ChatTurn(TurnRole.User, question)],
            Options = new ModelOptions { Temperature = 0 },
        };

    private async Task<List<ChatDelta>> ChatAsync(ChatCall call)
    {
        List<ChatDelta> deltas = [];
        await foreach (var delta in Host.Client.ChatAsync(call, CancellationToken.None))
        {
            deltas.Add(delta);
        }

        return deltas;
    }

    private static string Text(IEnumerable<ChatDelta> deltas) =>
        string.Concat(deltas.OfType<ChatDelta.Text>().Select(text => text.Value));

    private static double Length(ReadOnlyMemory<float> vector) =>
        Math.Sqrt(vector.ToArray().Sum(value => (double)value * value));

    private static string Digest(string path) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
