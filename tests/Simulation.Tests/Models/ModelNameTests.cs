using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Tests.Models;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("llama3.2", "llama3.2:latest")]
    [InlineData("Qwen3:8B", "qwen3:8b")]
    [InlineData("library/qwen3:8b", "qwen3:8b")]
    [InlineData("someone/model", "someone/model:latest")]
    [InlineData("host:5000/someone/model:x", "host:5000/someone/model:x")]
    public void Adds_the_tag_and_ignores_case_and_the_default_place(string given, string expected) =>
        Assert.Equal(expected, ModelName.Normalise(given));

    [Fact]
    public void The_full_name_is_the_short_one() =>
        Assert.Equal("qwen3:8b", ModelName.Normalise($"{ModelName.DefaultPrefix}qwen3:8b"));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a b")]
    [InlineData("model:")]
    [InlineData("/model")]
    [InlineData("a//b")]
    [InlineData("모델")]
    public void Text_that_is_no_name_gives_nothing(string? given) => Assert.Null(ModelName.Normalise(given));

    [Fact]
    public void Every_preset_names_models_of_the_catalogue_and_differs_from_the_others()
    {
        Assert.All(
            ReplicaPreset.All.SelectMany(preset => preset.Models),
            name => Assert.NotNull(ModelCatalogue.Find(name))
        );
        Assert.Equal(3, ReplicaPreset.All.Select(preset => string.Join(',', preset.Models)).Distinct().Count());
        Assert.Equal(3, ReplicaPreset.All.Select(preset => preset.VramBytes).Distinct().Count());
    }

    [Fact]
    public void A_digest_is_64_hex_digits_and_different_for_each_model()
    {
        var digests = ModelCatalogue.Names.Select(name => ModelCatalogue.Find(name)!.Digest).ToArray();
        Assert.All(digests, digest => Assert.Matches("^[0-9a-f]{64}$", digest));
        Assert.Equal(digests.Length, digests.Distinct().Count());
    }
}
