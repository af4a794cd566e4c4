using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>Where a model lies, and what has to go for it.</summary>
public sealed class PlacementTests
{
    [Fact]
    public void The_first_model_spills_into_main_memory_what_does_not_fit()
    {
        var runner = Load(HostScript.Config(Vision) with { Gpus = HostScript.Gpu(6) }, Vision).Runners[Vision];
        Assert.Equal(6L << 30, runner.VramBytes);
        Assert.True(runner.SizeBytes > runner.VramBytes);
    }

    [Fact]
    public void A_further_model_has_to_fit_wholly_or_the_loaded_one_goes()
    {
        var state = Load(HostScript.Config(Small, Vision) with { Gpus = HostScript.Gpu(8) }, Small, Vision);
        Assert.Equal([Vision], state.Runners.Keys);
    }

    [Fact]
    public void A_further_model_gets_four_fifths_of_the_free_memory_and_no_more()
    {
        var config = HostScript.Config(Small, Korean);
        var (first, second) = (SizeOf(config, Small), SizeOf(config, Korean));
        var enough = first + (long)(second / 0.8) + 1;
        Assert.Equal(2, Load(With(config, enough), Small, Korean).Runners.Count);
        Assert.Single(Load(With(config, enough - 100), Small, Korean).Runners);
    }

    [Fact]
    public void A_model_goes_onto_the_roomiest_gpu_and_the_next_one_onto_the_other()
    {
        var config = HostScript.Config(Small, Thinker) with { Gpus = HostScript.Gpus(12, 16) };
        var state = Load(config, Thinker, Small);
        Assert.Equal([0, state.Runners[Thinker].SizeBytes], state.Runners[Thinker].GpuBytes.AsEnumerable());
        Assert.Equal([state.Runners[Small].SizeBytes, 0], state.Runners[Small].GpuBytes.AsEnumerable());
    }

    [Fact]
    public void A_model_that_fits_onto_no_single_gpu_is_spread_over_all()
    {
        var config = HostScript.Config(Large) with { Gpus = HostScript.Gpus(16, 16), ContextLength = 4096 };
        var runner = Load(config, Large).Runners[Large];
        Assert.Equal(runner.SizeBytes, runner.VramBytes);
        Assert.All(runner.GpuBytes, bytes => Assert.InRange(bytes, 1, 16L << 30));
    }

    [Fact]
    public void Spreading_can_be_asked_for()
    {
        var config = HostScript.Config(Small) with { Gpus = HostScript.Gpus(16, 16), SpreadsOverGpus = true };
        Assert.All(Load(config, Small).Runners[Small].GpuBytes, bytes => Assert.True(bytes > 0));
    }

    [Fact]
    public void The_overhead_of_each_gpu_is_left_alone()
    {
        var config = HostScript.Config(Vision) with { Gpus = HostScript.Gpu(8), GpuOverheadBytes = 2L << 30 };
        Assert.Equal(6L << 30, Load(config, Vision).Runners[Vision].VramBytes);
    }

    [Theory]
    [InlineData(KvCacheType.Q8, 34 / 64.0)]
    [InlineData(KvCacheType.Q4, 18 / 64.0)]
    public void A_quantised_cache_takes_less(KvCacheType type, double share)
    {
        var config = HostScript.Config(Small);
        var kv = config.Models[Small].KvBytes(config.DefaultContext);
        var saved = SizeOf(config, Small) - SizeOf(config with { KvCacheType = type }, Small);
        Assert.Equal((1 - share) * kv, saved, 1.0);
    }

    [Fact]
    public void Layers_asked_for_the_cpu_are_in_main_memory()
    {
        var config = HostScript.Config(Small);
        Assert.Equal(0, LoadWith(config, new RunnerOptions(NumGpu: 0)).VramBytes);
        Assert.Equal(0.5, LoadWith(config, new RunnerOptions(NumGpu: 14)).GpuShare, 0.02);
        Assert.Equal(1, LoadWith(config, new RunnerOptions(NumGpu: 999)).GpuShare);
    }

    [Fact]
    public void A_host_without_gpu_holds_its_models_in_main_memory()
    {
        var config = HostScript.Config(Small, Korean) with { Gpus = [], MainMemoryBytes = 16L << 30 };
        var state = Load(config, Small, Korean);
        Assert.Equal(2, state.Runners.Count);
        Assert.All(state.Runners.Values, runner => Assert.Equal(0, runner.VramBytes));
        Assert.Single(Load(config with { MainMemoryBytes = 8L << 30 }, Small, Korean).Runners);
    }

    [Fact]
    public void A_model_that_fits_nowhere_fails_with_what_it_needs_and_what_there_is()
    {
        var config = HostScript.Config(Large) with { Gpus = HostScript.Gpu(4), MainMemoryBytes = 4L << 30 };
        var host = new HostScript(config);
        var id = host.Arrive(Large);
        Assert.Matches(
            "^model requires more system memory \\([12][0-9.]+ GiB\\) than is available \\(8.0 GiB\\)$",
            host.Error(id)
        );
        Assert.Empty(host.State.Pending);
    }

    private static HostConfig With(HostConfig config, long vramBytes) =>
        config with
        {
            Gpus = [new GpuConfig("RTX 4090", vramBytes)],
        };

    private static long SizeOf(HostConfig config, string model) => Load(config, model).Runners[model].SizeBytes;

    private static RunnerState LoadWith(HostConfig config, RunnerOptions options)
    {
        var host = new HostScript(config);
        host.Arrive(Small, options: options);
        return host.State.Runners[Small];
    }

    private static HostState Load(HostConfig config, params string[] models)
    {
        var host = new HostScript(config);
        foreach (var model in models)
        {
            host.Warm(model);
        }

        return host.State;
    }
}
