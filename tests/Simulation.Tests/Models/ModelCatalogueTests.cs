using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Tests.Models;

public sealed class ModelCatalogueTests
{
    public static TheoryData<string> Names => [.. ModelCatalogue.Names];

    private static SimulatedModel Find(string name) => ModelCatalogue.Find(name)!;

    [Fact]
    public void There_are_models_of_all_sizes() =>
        Assert.Superset(
            new HashSet<string>(
                [
                    .. "llama3.2:1b llama3.2:3b llama3.1:8b llama3.3:70b mistral:7b phi4:14b gpt-oss:20b".Split(' '),
                    .. "qwen3:4b qwen3:8b qwen3:14b qwen3:30b-a3b qwen3:32b deepseek-r1:14b".Split(' '),
                    .. "qwen2.5-coder:7b qwen2.5-coder:32b gemma3:4b gemma3:12b gemma3:27b".Split(' '),
                    .. "exaone3.5:2.4b exaone3.5:7.8b nomic-embed-text:latest bge-m3:latest".Split(' '),
                ],
                StringComparer.Ordinal
            ),
            ModelCatalogue.Names.ToHashSet(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void The_size_is_what_the_parameters_take_in_their_quantisation(string name)
    {
        var model = Find(name);
        var bits = 8.0 * model.SizeBytes / model.ParameterCount;
        var (least, most) = model.Quantization switch
        {
            "F16" => (15.5, 17.0),
            "Q8_0" => (8.0, 9.0),
            "Q4_K_M" => (4.6, 6.3),
            _ => (4.2, 5.5),
        };
        Assert.InRange(bits, least, most);
        Assert.InRange(model.ActiveParameterCount, 1, model.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Heads_and_layers_make_sense(string name)
    {
        var model = Find(name);
        Assert.Equal(0, model.HeadCount % model.HeadCountKv);
        Assert.InRange(model.HeadLength, 64, 256);
        Assert.InRange(model.SlidingBlockCount, 0, model.BlockCount - 1);
        Assert.Equal(0, model.PrefillTokensPerSecond + model.DecodeTokensPerSecond);
    }

    // 2 (keys and values) x 2 bytes x layers x heads x numbers per head: 128 KiB per token of an 8B Llama.
    [Theory]
    [InlineData("llama3.1:8b", 131_072)]
    [InlineData("qwen3:8b", 147_456)]
    [InlineData("qwen3:32b", 262_144)]
    [InlineData("llama3.3:70b", 327_680)]
    [InlineData("nomic-embed-text", 0)]
    public void The_cache_takes_what_layers_and_heads_say(string name, long bytesPerToken)
    {
        Assert.Equal(bytesPerToken, Find(name).KvBytesPerToken);
        Assert.Equal(bytesPerToken * 1000, Find(name).KvBytes(1000));
    }

    [Fact]
    public void Layers_with_a_sliding_window_stop_growing_at_its_length()
    {
        var model = Find("gemma3:27b");
        Assert.Equal(model.KvBytesPerToken * 1024, model.KvBytes(1024));
        Assert.InRange(model.KvBytes(131_072), 1, model.KvBytesPerToken * 131_072 / 5);
        Assert.True(model.KvBytes(8192) > model.KvBytes(4096));
    }

    [Fact]
    public void Mixtures_of_experts_use_a_part_of_their_parameters()
    {
        Assert.Equal(["gpt-oss:20b", "qwen3:30b-a3b"], ModelCatalogue.Names.Where(name => Find(name).IsMixture));
        Assert.Equal(3_300_000_000, Find("qwen3:30b-a3b").ActiveParameterCount);
    }

    [Fact]
    public void A_model_is_found_in_any_spelling_that_ollama_takes()
    {
        Assert.Same(Find("bge-m3:latest"), ModelCatalogue.Find("registry.ollama.ai/library/BGE-M3"));
        Assert.Null(ModelCatalogue.Find("gpt-9"));
    }
}
