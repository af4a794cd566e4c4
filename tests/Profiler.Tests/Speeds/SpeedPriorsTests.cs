using Orchestrator.Profiler.Speeds;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Speeds;

public sealed class SpeedPriorsTests
{
    [Theory]
    [InlineData("NVIDIA GeForce RTX 3080 Ti", 518)]
    [InlineData("rtx-3080", 516)]
    [InlineData("Apple M3 Max", 320)]
    [InlineData("M1", 47)]
    [InlineData("RTX 6000 Ada Generation", 779)]
    [InlineData("NVIDIA RTX A6000", 619)]
    [InlineData("", 240)]
    [InlineData("a card of tomorrow", 240)]
    public void A_card_is_found_by_the_distinguishing_part_of_its_name(string gpu, double gigabytes) =>
        Assert.Equal(gigabytes, CardSpeeds.Of(gpu).DecodeBytes / 1e9, precision: 6);

    // Llama 3 8B in Q4_K_M (4.9 GB) as XiongjieDai's GPU benchmarks have it: tokens/s of decode and of a prompt of 1,024.
    [Theory]
    [InlineData("3070 8GB", 70.94, 2283.62)]
    [InlineData("3090 24GB", 111.74, 3865.39)]
    [InlineData("4090 24GB", 127.74, 6898.71)]
    [InlineData("A100 PCIe 80GB", 138.31, 5800.48)]
    [InlineData("M2 Ultra 76-Core GPU 192GB", 76.28, 1023.89)]
    public void A_prior_is_near_what_was_published_for_the_card(string gpu, double decode, double prefill)
    {
        var prior = SpeedPriors.Of(gpu, ReplicaFactor.None, Model("llama3:8b", size: "8.0B", bytes: 4_920_000_000));

        Assert.InRange(prior.DecodePerSecond, decode / 1.5, decode * 1.5);
        Assert.InRange(prior.PrefillPerSecond, prefill / 1.5, prefill * 1.5);
    }

    [Fact]
    public void Of_a_model_of_experts_only_the_active_part_slows_it_down()
    {
        var dense = SpeedPriors.Of(
            "RTX 4090",
            ReplicaFactor.None,
            Model("qwen3:30b", size: "30B", bytes: 18_000_000_000)
        );
        var experts = SpeedPriors.Of(
            "RTX 4090",
            ReplicaFactor.None,
            Model("qwen3:30b-a3b", size: "30B", bytes: 18_000_000_000)
        );

        Assert.Equal(10, experts.DecodePerSecond / dense.DecodePerSecond, precision: 6);
        Assert.Equal(dense.LoadSeconds, experts.LoadSeconds);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("NaNB", ulong.MaxValue)]
    [InlineData("0.0000001K", 1)]
    public void A_model_of_which_nothing_sensible_is_known_has_a_bounded_prior(string size, ulong bytes)
    {
        var prior = SpeedPriors.Of("", ReplicaFactor.None, Model("m", size: size, bytes: bytes));

        Assert.InRange(prior.DecodePerSecond, 0.1, 50_000);
        Assert.InRange(prior.PrefillPerSecond, 0.1, 50_000);
        Assert.InRange(prior.LoadSeconds, 0, 600);
    }

    [Fact]
    public void A_factor_is_the_geometric_mean_of_the_measured_models()
    {
        var learner = new FactorLearner();
        var prior = new SpeedPrior(1_000, 100, 5);

        learner.Vote("a", prior, 0, 200, 5);
        learner.Vote("b", prior, 0, 50, 0);

        Assert.Equal(new ReplicaFactor(1, 1, 1), learner.Factor with { Decode = Math.Round(learner.Factor.Decode, 9) });
        learner.Forget("b");
        Assert.Equal(2, learner.Factor.Decode, precision: 9);
        Assert.True(learner.Factor.Differs(ReplicaFactor.None));
    }
}
