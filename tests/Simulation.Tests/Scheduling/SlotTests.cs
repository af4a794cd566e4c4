using System.Collections.Immutable;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

public sealed class SlotTests
{
    [Fact]
    public void One_request_at_a_time_unless_set_otherwise() => Assert.Equal(1, Loaded(c => c, Small).Slots);

    [Fact]
    public void An_embedding_model_runs_one_request_at_a_time_whatever_is_set() =>
        Assert.Equal(1, Loaded(config => config with { NumParallel = 4 }, Embedder).Slots);

    [Theory]
    [InlineData("mllama")]
    [InlineData("qwen3vl")]
    [InlineData("qwen3vlmoe")]
    [InlineData("qwen35")]
    [InlineData("qwen35moe")]
    [InlineData("qwen3next")]
    [InlineData("lfm2")]
    [InlineData("lfm2moe")]
    [InlineData("nemotron_h")]
    [InlineData("nemotron_h_moe")]
    public void Some_families_run_one_request_at_a_time_whatever_is_set(string family) =>
        Assert.Equal(1, Loaded(config => OfFamily(config, family) with { NumParallel = 4 }, Small).Slots);

    [Fact]
    public void Other_families_run_as_many_as_set() =>
        Assert.Equal(4, Loaded(config => OfFamily(config, "qwen3") with { NumParallel = 4 }, Small).Slots);

    [Fact]
    public void The_cache_takes_memory_for_each_slot()
    {
        var one = Loaded(config => config, Small);
        var four = Loaded(config => config with { NumParallel = 4 }, Small);
        Assert.Equal(3 * one.Model.KvBytes(one.ContextLength), four.SizeBytes - one.SizeBytes);
    }

    [Fact]
    public void Slots_are_cut_to_one_without_a_word_when_memory_is_short()
    {
        var runner = Loaded(config => config with { NumParallel = 16, Gpus = HostScript.Gpu(8) }, Thinker);
        Assert.Equal(1, runner.Slots);
        Assert.Equal(runner.SizeBytes, runner.VramBytes);
    }

    [Fact]
    public void Slots_are_cut_before_another_model_is_evicted()
    {
        var host = new HostScript(
            HostScript.Config(Small, Thinker) with
            {
                NumParallel = 8,
                Gpus = HostScript.Gpu(16),
            }
        );
        host.Warm(Small);
        host.Warm(Thinker);
        Assert.Equal([(Small, 8), (Thinker, 1)], host.State.Runners.Values.Select(one => (one.Model.Name, one.Slots)));
    }

    private static RunnerState Loaded(Func<HostConfig, HostConfig> change, string model)
    {
        var host = new HostScript(change(HostScript.Config(model)));
        host.Arrive(model);
        return host.State.Runners[model];
    }

    private static HostConfig OfFamily(HostConfig config, string family) =>
        config with
        {
            Models = config.Models.ToImmutableSortedDictionary(
                pair => pair.Key,
                SimulatedModel (pair) => pair.Value with { Family = family }
            ),
        };
}
