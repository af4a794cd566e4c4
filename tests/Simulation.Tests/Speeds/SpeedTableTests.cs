using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Speeds;

namespace Orchestrator.Simulation.Tests.Speeds;

public sealed class SpeedTableTests
{
    private const long GiB = 1L << 30;

    public static TheoryData<string> Gpus => [.. SpeedTable.GpuNames, SpeedTable.Cpu];

    [Theory]
    [MemberData(nameof(Gpus))]
    public void A_bigger_model_is_slower(string gpu)
    {
        var speeds = new[] { "llama3.2:3b", "qwen3:8b", "gemma3:12b", "qwen3:32b" }
            .Select(name => On(name, gpu))
            .ToArray();
        Assert.Equal(speeds.OrderByDescending(model => model.DecodeTokensPerSecond), speeds);
        Assert.Equal(speeds.OrderByDescending(model => model.PrefillTokensPerSecond), speeds);
    }

    [Theory]
    [MemberData(nameof(Gpus))]
    public void Fewer_bits_answer_faster(string gpu)
    {
        var model = ModelCatalogue.Find("qwen3:8b")!;
        var half = SpeedTable.On(model with { SizeBytes = model.ParameterCount * 2 }, One(gpu));
        Assert.True(SpeedTable.On(model, One(gpu)).DecodeTokensPerSecond > half.DecodeTokensPerSecond * 1.3);
    }

    [Theory]
    [MemberData(nameof(Gpus))]
    public void Speeds_are_of_the_order_that_such_machines_reach(string gpu)
    {
        var model = On("qwen3:8b", gpu);
        Assert.InRange(model.DecodeTokensPerSecond, gpu == SpeedTable.Cpu ? 3 : 15, 260);
        Assert.InRange(model.PrefillTokensPerSecond, gpu == SpeedTable.Cpu ? 20 : 100, 25_000);
        Assert.True(model.PrefillTokensPerSecond > model.DecodeTokensPerSecond);
    }

    // From the measurements themselves: an 8B model in Q4_K_M with prompts of 1024 tokens, llama.cpp of May 2024.
    [Theory]
    [InlineData("RTX 3090", 3865, 111.7)]
    [InlineData("RTX 4090", 6899, 127.7)]
    [InlineData("RTX 4080", 5065, 106.2)]
    [InlineData("A100", 5800, 138.3)]
    [InlineData("H100", 7760, 144.5)]
    [InlineData("L40S", 5909, 113.6)]
    [InlineData("M2 Ultra", 1024, 76.3)]
    [InlineData("M3 Max", 678, 50.7)]
    public void Speeds_are_near_one_measurement_that_is_known_well(string gpu, double prefill, double decode)
    {
        var model = On("llama3 8B", gpu);
        Assert.InRange(model.PrefillTokensPerSecond / prefill, 0.7, 1.4);
        Assert.InRange(model.DecodeTokensPerSecond / decode, 0.7, 1.4);
    }

    [Fact]
    public void A_better_gpu_is_faster()
    {
        string[] ascending = ["CPU", "M4 Pro", "RTX 3060", "RTX 4070", "RTX 3090", "RTX 4090", "RTX 5090"];
        var speeds = ascending.Select(gpu => On("qwen3:8b", gpu).DecodeTokensPerSecond).ToArray();
        Assert.Equal(speeds.Order(), speeds);
    }

    [Fact]
    public void A_mixture_of_experts_is_faster_than_a_dense_model_of_its_size_and_slower_than_one_of_its_active_size()
    {
        var dense = ModelCatalogue.Find("qwen3:32b")!;
        var mixture = dense with { ActiveParameterCount = dense.ParameterCount / 10 };
        var small = dense with { ParameterCount = dense.ParameterCount / 10, SizeBytes = dense.SizeBytes / 10 };
        double[] speeds =
        [
            .. new[] { dense, mixture, small }.Select(one => SpeedTable.On(one, One("RTX 5090")).DecodeTokensPerSecond),
        ];
        Assert.Equal(speeds.Order(), speeds);
        Assert.Equal(3, speeds.Distinct().Count());
    }

    [Fact]
    public void Several_gpus_have_the_speed_of_a_mean_and_not_of_a_sum()
    {
        var slow = On("qwen3:8b", "RTX 3060");
        var fast = On("qwen3:8b", "RTX 4090");
        var both = SpeedTable.On(ModelCatalogue.Find("qwen3:8b")!, [.. One("RTX 3060"), .. One("RTX 4090")]);
        Assert.InRange(both.DecodeTokensPerSecond, slow.DecodeTokensPerSecond, fast.DecodeTokensPerSecond);
        var twins = SpeedTable.On(ModelCatalogue.Find("qwen3:8b")!, [.. One("RTX 4090"), .. One("RTX 4090")]);
        Assert.Equal(fast.DecodeTokensPerSecond, twins.DecodeTokensPerSecond, 6);
    }

    [Fact]
    public void Without_gpu_a_model_has_the_speed_of_the_cpu()
    {
        var model = SpeedTable.On(ModelCatalogue.Find("qwen3:8b")!, []);
        Assert.Equal(model.CpuDecodeTokensPerSecond, model.DecodeTokensPerSecond);
        Assert.True(model.DecodeTokensPerSecond < On("qwen3:8b", "RTX 3060").DecodeTokensPerSecond / 3);
    }

    [Fact]
    public void An_unknown_gpu_is_refused()
    {
        Assert.Null(SpeedTable.TryFind("RTX 9999"));
        Assert.Throws<ArgumentException>(() => On("qwen3:8b", "RTX 9999"));
        Assert.Equal(24 * GiB, SpeedTable.TryFind("rtx 4090")!.VramBytes);
    }

    [Theory]
    [MemberData(nameof(Gpus))]
    public void What_was_fitted_says_from_how_many_rows_of_which_source_with_what_error(string name)
    {
        var gpu = SpeedTable.TryFind(name)!;
        foreach (var line in new[] { gpu.Prefill, gpu.Decode })
        {
            Assert.Equal(line.Basis == SpeedBasis.Class, line.Rows == 0);
            Assert.Equal(line.Rows > 0, line.MedianError is not null);
            Assert.True(
                line.Basis != SpeedBasis.Fitted || (line.Rows >= 6 && line.MedianError < 0.4),
                $"{name}: {line}"
            );
        }

        Assert.Equal(gpu.Prefill.Rows + gpu.Decode.Rows > 0, gpu.Sources.Length > 0);
    }

    private static SimulatedModel On(string model, string gpu) =>
        SpeedTable.On(
            model == "llama3 8B"
                ? ModelCatalogue.Find("qwen3:8b")! with
                {
                    ParameterCount = 8_000_000_000,
                    SizeBytes = 4_850_000_000,
                }
                : ModelCatalogue.Find(model)!,
            One(gpu)
        );

    private static System.Collections.Immutable.ImmutableArray<GpuConfig> One(string gpu) => [new(gpu, 24 * GiB)];
}
