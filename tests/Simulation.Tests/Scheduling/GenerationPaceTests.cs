using Orchestrator.Simulation.Scheduling;
using static Orchestrator.Simulation.Tests.Scheduling.TestModels;

namespace Orchestrator.Simulation.Tests.Scheduling;

public sealed class GenerationPaceTests
{
    [Fact]
    public void Alone_a_request_has_the_speed_of_its_model()
    {
        var host = Running(HostScript.Config(Thinker), Thinker);
        var runner = host.State.Runners[Thinker];
        Assert.Equal(runner.Model.DecodeTokensPerSecond, Decode(host, Thinker), 6);
        Assert.Equal(runner.Model.PrefillTokensPerSecond, GenerationPace.PrefillTokensPerSecond(host.State, runner), 6);
    }

    [Fact]
    public void Eight_streams_give_half_as_much_again_in_total_as_one()
    {
        var config = HostScript.Config(Thinker) with
        {
            NumParallel = 8,
            Gpus = HostScript.Gpu(24),
            ContextLength = 4096,
        };
        var alone = Decode(Running(config, Thinker), Thinker);
        var eight = Running(config, [.. Enumerable.Repeat(Thinker, 8)]);
        Assert.Equal(8, eight.State.Runners[Thinker].Running.Count);
        Assert.InRange(8 * Decode(eight, Thinker) / alone, 95.0 / 68, 108.0 / 68);
    }

    [Fact]
    public void Models_that_run_on_the_same_gpu_share_its_time_and_idle_ones_take_none()
    {
        var host = Running(HostScript.Config(Small, Thinker), Thinker);
        var alone = Decode(host, Thinker);
        host.Warm(Small);
        Assert.Equal(alone, Decode(host, Thinker), 6);
        host.Arrive(Small);
        Assert.Equal(alone / 2, Decode(host, Thinker), 6);
    }

    [Fact]
    public void Models_on_different_gpus_do_not_slow_each_other()
    {
        var host = Running(HostScript.Config(Small, Thinker) with { Gpus = HostScript.Gpus(12, 12) }, Thinker);
        var alone = Decode(host, Thinker);
        host.Warm(Small);
        host.Arrive(Small);
        Assert.Equal(alone, Decode(host, Thinker), 6);
    }

    [Fact]
    public void The_more_layers_are_in_main_memory_the_slower()
    {
        var speeds = new[] { 16, 5, 3, 1 }
            .Select(gib =>
                Decode(Running(HostScript.Config(Thinker) with { Gpus = HostScript.Gpu(gib) }, Thinker), Thinker)
            )
            .ToArray();
        Assert.Equal(speeds.OrderDescending(), speeds);
        Assert.Equal(4, speeds.Distinct().Count());
    }

    private static double Decode(HostScript host, string model) =>
        GenerationPace.DecodeTokensPerSecond(host.State, host.State.Runners[model]);

    private static HostScript Running(HostConfig config, params string[] models)
    {
        var host = new HostScript(config);
        foreach (var model in models)
        {
            host.Arrive(model);
            if (host.State.Runners.Values.Any(runner => runner.IsLoading))
            {
                host.EndLoad();
            }
        }

        return host;
    }
}
