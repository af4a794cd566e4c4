using Orchestrator.Inference.LlamaCpp;
using Orchestrator.Testing.LlamaCpp;

namespace Orchestrator.Inference.Tests.LlamaCpp;

public sealed class LlamaModelTests(TinyModelFile file) : IClassFixture<TinyModelFile>
{
    [LlamaFact]
    public void A_model_says_what_it_is()
    {
        var model = file.Model;

        Assert.Equal(TinyModel.ContextTokens, model.TrainedContext);
        Assert.Equal(TinyModel.Template, model.ChatTemplate);
        Assert.Equal(128, model.EmbeddingLength);
        Assert.Equal(2, model.LayerCount);
        Assert.True(model.CanAnswer);
        // Two layers, each with a key and a value of 128 numbers of two bytes.
        Assert.Equal(1_024 * 2 * 2 * 128 * 2, model.CacheBytes(1_024));
        Assert.InRange(model.WeightBytes, 1, new FileInfo(file.Path).Length);
    }

    [LlamaTheory]
    [InlineData("안녕하세요, 세계! 👋")]
    [InlineData("plain text")]
    public void Text_survives_being_turned_into_tokens_and_back(string text)
    {
        var vocabulary = file.Model.Vocabulary;

        var tokens = vocabulary.Tokenize(text, addStart: false, readMarks: false);

        Assert.Equal(text, System.Text.Encoding.UTF8.GetString([.. tokens.SelectMany(vocabulary.Piece)]));
    }

    [LlamaFact]
    public void Texts_get_the_same_vectors_of_length_1_each_time()
    {
        using var embedder = NewEmbedder();

        var first = Embed(embedder, "한국어 문장");
        var other = Embed(embedder, "an English sentence");
        var again = Embed(embedder, "한국어 문장");

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.All([first, other], vector => Assert.Equal(1, vector.Sum(value => (double)value * value), 1e-5));
    }

    [LlamaFact]
    public void A_vector_is_the_mean_over_the_tokens()
    {
        using var embedder = NewEmbedder();

        // The order of tokens does not matter to a mean, and in this model nothing else sees it.
        var forth = Embed(embedder, "abcd");
        var back = Embed(embedder, "dcba");
        var twice = Embed(embedder, "aabbccdd");

        Assert.Equal(1, Cosine(forth, back), 1e-3);
        Assert.InRange(Cosine(forth, twice), 0.9, 1);
        Assert.InRange(Cosine(forth, Embed(embedder, "wxyz")), -1, 0.6);
    }

    [LlamaFact]
    public void A_text_longer_than_the_context_is_refused()
    {
        using var embedder = NewEmbedder();

        var failure = Assert.Throws<LlamaException>(() => Embed(embedder, new string('x', 300)));

        Assert.Equal(LlamaFault.InputTooLong, failure.Fault);
    }

    [LlamaFact]
    public void A_broken_file_is_an_error_that_says_why()
    {
        var library = TinyModelFile.Library;
        var bytes = File.ReadAllBytes(file.Path);
        var cut = file.PathOf("cut.gguf");
        var noise = file.PathOf("noise.gguf");
        File.WriteAllBytes(cut, bytes[..(bytes.Length / 2)]);
        File.WriteAllBytes(noise, new byte[4096]);

        foreach (var path in (string[])[cut, noise, file.PathOf("absent.gguf")])
        {
            var failure = Assert.Throws<LlamaException>(() => LlamaModel.Load(library, path, gpuLayers: 0));

            Assert.Equal(LlamaFault.ModelFile, failure.Fault);
            Assert.Contains(Path.GetFileName(path), failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("it gives no reason", failure.Message, StringComparison.Ordinal);
        }
    }

    [LlamaFact]
    public void Everything_that_was_loaded_is_freed()
    {
        var model = LlamaModel.Load(TinyModelFile.Library, file.Path, gpuLayers: 0);
        using var context = new LlamaContext(model, new ContextShape(256, 64, 1));

        context.Dispose();
        model.Dispose();

        Assert.True(context.Pointer.IsClosed);
        Assert.True(model.Pointer.IsClosed);
    }

    private LlamaEmbedder NewEmbedder() => new(file.Model, new ContextShape(256, 256, 1), hasOwnPooling: false);

    private float[] Embed(LlamaEmbedder embedder, string text) =>
        embedder.Embed(file.Model.Vocabulary.Tokenize(text, addStart: true, readMarks: false), CancellationToken.None);

    private static double Cosine(float[] one, float[] other) =>
        one.Zip(other, (left, right) => (double)left * right).Sum();
}
