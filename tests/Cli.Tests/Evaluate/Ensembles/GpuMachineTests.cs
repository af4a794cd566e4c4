using Orchestrator.Cli.Evaluate.Ensembles;
using Orchestrator.Cli.Evaluate.Ensembles.Trials;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Cli.Tests.Evaluate.Ensembles;

/// <summary>What calls take of one card.</summary>
public sealed class GpuMachineTests
{
    private static readonly TrialAnswer Answer = new("text", "stop", 100, 50, Seconds: null);

    // Two of them fit into 24 GB.
    private readonly GpuMachine _machine = new(
        [Model("qwen3:14b"), Model("qwen3:14b"), Model("qwen3:14b")],
        EnsemblesSettings.DefaultGpu
    );

    [Fact]
    public void A_model_is_loaded_once_and_answers_from_memory_afterwards()
    {
        var first = _machine.Run(0, Answer);
        var second = _machine.Run(0, Answer);

        Assert.True(first.Load > 0);
        Assert.Equal(0, second.Load);
        Assert.Equal(first.Work, second.Work);
        Assert.Equal(_machine.WorkSeconds(0, 100, 50), first.Work);
    }

    [Fact]
    public void Where_memory_is_full_the_one_that_was_not_used_for_longest_gives_way()
    {
        _machine.Run(0, Answer);
        _machine.Run(1, Answer);
        _machine.Run(0, Answer);
        _machine.Run(2, Answer);

        Assert.Equal((true, false, true), (_machine.IsResident(0), _machine.IsResident(1), _machine.IsResident(2)));
        Assert.True(_machine.LoadSeconds(1) > 0);
        Assert.Equal(0, _machine.LoadSeconds(2));
    }

    private static SimulatedModel Model(string name) => ModelCatalogue.Find(name)!;
}
