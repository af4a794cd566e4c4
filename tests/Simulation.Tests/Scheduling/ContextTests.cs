using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

public sealed class ContextTests
{
    [Theory]
    [InlineData(0, 4096)]
    [InlineData(23, 4096)]
    [InlineData(24, 32_768)]
    [InlineData(47, 32_768)]
    [InlineData(48, 262_144)]
    public void More_memory_means_a_longer_default_context(int gib, int context)
    {
        var config = HostScript.Config(Small) with { Gpus = HostScript.Gpu(gib) };
        Assert.Equal(context, config.DefaultContext);
        Assert.Equal(2048, (config with { ContextLength = 2048 }).DefaultContext);
    }

    [Fact]
    public void Memory_of_all_gpus_counts_for_the_default_context() =>
        Assert.Equal(262_144, (HostScript.Config(Small) with { Gpus = HostScript.Gpus(24, 24) }).DefaultContext);

    [Theory]
    [InlineData(Korean, 1_000_000, 32_768)]
    [InlineData(Small, 1, 4)]
    [InlineData(Small, -5, 4)]
    [InlineData(Vision, 1000, 2048)]
    [InlineData(Vision, 3000, 3000)]
    public void A_context_is_cut_to_what_the_model_takes(string model, int asked, int given)
    {
        var host = new HostScript(HostScript.Config(model) with { Gpus = HostScript.Gpu(24) });
        host.Arrive(model, options: new RunnerOptions(NumCtx: asked));
        Assert.Equal(given, host.State.Runners[model].ContextLength);
    }

    [Fact]
    public void The_default_context_is_capped_by_the_one_the_model_was_trained_for()
    {
        var host = new HostScript(HostScript.Config(Thinker) with { Gpus = HostScript.Gpu(80) });
        host.Arrive(Thinker);
        Assert.Equal(40_960, host.State.Runners[Thinker].ContextLength);
    }
}
