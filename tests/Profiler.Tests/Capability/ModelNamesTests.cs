using Orchestrator.Profiler.Capability;

namespace Orchestrator.Profiler.Tests.Capability;

public sealed class ModelNamesTests
{
    [Theory]
    [InlineData("qwen3:8b", "qwen3", "qwen3")]
    [InlineData("qwen3:30b-a3b-instruct-2507-q4_K_M", "qwen3moe", "qwen3")]
    [InlineData("qwen2.5:7b", "qwen2", "qwen2.5")]
    [InlineData("qwen2.5-coder:7b", "qwen2", "qwen2.5-coder")]
    [InlineData("exaone3.5:7.8b", "exaone", "exaone3.5")]
    [InlineData("exaone-deep:7.8b", "exaone", "exaone-deep")]
    [InlineData("hf.co/bartowski/Meta-Llama-3.1-8B-Instruct-GGUF:Q4_K_M", "llama", "llama3.1")]
    [InlineData("hf.co/LGAI-EXAONE/EXAONE-4.0-1.2B-GGUF:BF16", "exaone4", "exaone4")]
    [InlineData("deepseek-r1:8b", "llama", "deepseek-r1")]
    [InlineData("phi4-mini:3.8b", "phi3", "phi4-mini")]
    [InlineData("gpt-oss:20b", "gptoss", "gpt-oss")]
    [InlineData("our-support-bot:latest", "gemma3", "gemma3")]
    [InlineData("Mixtral:8x7b", "llama", "mixtral")]
    [InlineData("dolphin-mistral:7b", "llama", "mistral")]
    public void Family_is_read_from_the_name_and_else_from_the_architecture(
        string name,
        string architecture,
        string family
    ) => Assert.Equal(family, ModelNames.FamilyOf(name, architecture)?.Name);

    [Theory]
    [InlineData("tinydolphin:1.1b", "")]
    [InlineData("our-bot:latest", "llama")]
    [InlineData("", "")]
    [InlineData("모델:최신", "다른것")]
    public void A_name_without_a_familys_word_has_none(string name, string architecture) =>
        Assert.Null(ModelNames.FamilyOf(name, architecture));

    [Theory]
    [InlineData("qwen3:8b", 8, 0)]
    [InlineData("qwen3:30b-a3b", 30, 3)]
    [InlineData("smollm2:135m", 0.135, 0)]
    [InlineData("exaone3.5:7.8b-instruct-q4_K_M", 7.8, 0)]
    [InlineData("mixtral:8x7b", 50.4, 0)]
    [InlineData("hf.co/someone/Qwen3-4B-GGUF:Q8_0", 4, 0)]
    [InlineData("model:999999b", 0, 0)]
    [InlineData("llama3.3:latest", 0, 0)]
    [InlineData("mistral:7b-v0.3", 7, 0)]
    public void Size_is_read_from_the_name(string name, double total, double active)
    {
        var (readTotal, readActive) = ModelNames.SizeOf(name);

        Assert.Equal(total, readTotal, 6);
        Assert.Equal(active, readActive, 6);
    }

    [Fact]
    public void Every_model_of_the_figures_has_a_family_and_a_size() =>
        Assert.All(
            Benchmarks.Figures,
            figure =>
            {
                Assert.NotEmpty(figure.Model.Family);
                Assert.True(figure.Model.TotalBillion > 0, figure.Tag);
                Assert.False(figure.Model.IsCopy);
            }
        );

    [Fact]
    public void Experts_count_less_than_a_dense_model_of_their_size_and_more_than_the_active_ones()
    {
        var sparse = TraitReading.Read(new ModelFacts("qwen3:30b-a3b", Quantization: "F16")).SizeDecades;

        Assert.InRange(
            sparse,
            TraitReading.Read(new ModelFacts("qwen3:4b", Quantization: "F16")).SizeDecades,
            TraitReading.Read(new ModelFacts("qwen3:14b", Quantization: "F16")).SizeDecades
        );
    }
}
