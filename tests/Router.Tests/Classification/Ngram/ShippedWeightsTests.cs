using System.Security.Cryptography;
using System.Text.Json;
using Orchestrator.Router.Classification.Ngram;
using Orchestrator.Testing;

namespace Orchestrator.Router.Tests.Classification.Ngram;

public sealed class ShippedWeightsTests
{
    private static readonly string _corpus = Repository.PathOf("services", "Router", "Classification", "Corpus");

    private static readonly string _weights = Repository.PathOf(
        "services",
        "Router",
        "Classification",
        "Ngram",
        "ngram.weights"
    );

    [Fact]
    public void The_card_names_every_file_of_the_corpus_with_its_hash()
    {
        using var card = Card();
        var named = card
            .RootElement.GetProperty("files")
            .EnumerateArray()
            .ToDictionary(
                file => file.GetProperty("path").GetString()!,
                file => file.GetProperty("sha256").GetString()
            );
        var files = Directory
            .EnumerateFiles(_corpus, "*.jsonl", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(_corpus, file).Replace('\\', '/'), Hash);

        // "orchestrator classifier train" makes both again; docs/classification.md says how.
        Assert.Equal(files.OrderBy(file => file.Key), named.OrderBy(file => file.Key)!);
    }

    [Fact]
    public void The_card_belongs_to_the_weights_that_the_build_carries()
    {
        using var card = Card();
        var about = card.RootElement.GetProperty("weights");
        using var carried = typeof(ShippedWeights).Assembly.GetManifestResourceStream("ngram.weights")!;

        Assert.Equal(Hash(_weights), about.GetProperty("sha256").GetString());
        Assert.Equal(Hash(_weights), Convert.ToHexStringLower(SHA256.HashData(carried)));
        Assert.Equal(FeatureExtractor.Version, about.GetProperty("feature_version").GetInt32());
        Assert.InRange(new FileInfo(_weights).Length, 100_000, NgramFile.MaxBytes);
    }

    [Fact]
    public void The_texts_of_the_corpus_are_not_shipped() =>
        Assert.DoesNotContain(
            typeof(ShippedWeights).Assembly.GetManifestResourceNames(),
            name => name.EndsWith(".jsonl", StringComparison.Ordinal)
        );

    [ExternalDataFact("classify/dev.jsonl")]
    public void The_card_names_the_external_file_with_its_hash()
    {
        using var card = Card();

        Assert.Equal(
            Hash(ExternalDataFactAttribute.PathOf("classify/dev.jsonl")),
            card.RootElement.GetProperty("external").GetProperty("sha256").GetString()
        );
    }

    private static JsonDocument Card() => JsonDocument.Parse(File.ReadAllText($"{_weights}.card.json"));

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
