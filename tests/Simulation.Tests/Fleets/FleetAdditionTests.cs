using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Tests.Fleets;

public sealed class FleetAdditionTests
{
    private readonly Fleet _fleet = BuiltIn.Fleet("f2")!;

    [Fact]
    public void Hosts_are_added_as_described()
    {
        var reading = FleetAddition.Parse(
            "gpu=RTX 3090,vram=20GB,models=qwen3:8b+llama3.2:3b,count=2,name=extra,disk=7 GB/s,slots=9",
            _fleet
        );

        Assert.Empty(reading.Problems);
        var added = reading.Value!.Hosts[_fleet.Hosts.Length..];
        Assert.Equal(["extra-1", "extra-2"], added.Select(host => host.Name));
        Assert.Equal([new GpuConfig("RTX 3090", 20L << 30)], added[0].Config.Gpus.AsEnumerable());
        Assert.Equal(["llama3.2:3b", "qwen3:8b"], added[0].Config.Models.Keys);
        Assert.Equal((7e9, 9), (added[0].Config.DiskBytesPerSecond, added[0].Slots));
        Assert.Equal(_fleet.Hosts.AsEnumerable(), reading.Value.Hosts.Take(_fleet.Hosts.Length));
    }

    [Theory]
    [InlineData("24GB")]
    [InlineData("vram=24GB")]
    [InlineData("RTX 3090")]
    [InlineData("gpu=rtx 3090")]
    public void The_short_forms_take_the_fitting_models_and_the_settings_of_the_fleet(string text)
    {
        var added = FleetAddition.Parse(text, _fleet).Value!.Hosts[^1];

        var similar = _fleet.Hosts.Single(host => host.Name == "old24");
        Assert.Equal("added", added.Name);
        Assert.Equal([new GpuConfig("RTX 3090", 24L << 30)], added.Config.Gpus.AsEnumerable());
        Assert.Equal(_fleet.ModelNames, added.Config.Models.Keys);
        Assert.Equal(
            (similar.Slots, similar.Config.NumParallel, similar.Config.ContextLength),
            (added.Slots, added.Config.NumParallel, added.Config.ContextLength)
        );
        Assert.Equal(similar.Config.Models["qwen3:14b"], added.Config.Models["qwen3:14b"]);
    }

    [Fact]
    public void Models_that_are_larger_than_the_memory_are_left_out_unless_named()
    {
        var small = FleetAddition.Parse("8GB", _fleet).Value!.Hosts[^1];
        var named = FleetAddition.Parse("vram=8GB,models=qwen3:32b", _fleet).Value!.Hosts[^1];

        Assert.All(small.Config.Models.Values, model => Assert.InRange(model.SizeBytes, 0, 8L << 30));
        Assert.Equal(["qwen3:32b"], named.Config.Models.Keys);
    }

    [Fact]
    public void One_addition_after_the_other_finds_free_names()
    {
        var twice = FleetAddition.Parse("24GB", FleetAddition.Parse("24GB", _fleet).Value!).Value!;

        Assert.Equal(["added", "added2"], twice.Hosts[^2..].Select(host => host.Name));
    }

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_field()
    {
        var reading = FleetAddition.Parse(
            "gpu=none+RTX 4090,vram=1,models=qq+qwen3:8+qwen3:8b+qwen3:8b,count=0,name=small-1,fo=1,bar,disk=fast,slots=x",
            _fleet
        );

        Assert.Null(reading.Value);
        Assert.Equal(
            ["", "fo", "vram", "gpu[0]", "models[0]", "models[1]", "models[3]", "disk", "slots", "count", "name"],
            reading.Problems.Select(problem => problem.Field)
        );
        Assert.All(reading.Problems, problem => Assert.Equal(("--add-host", 0), (problem.File, problem.Line)));
    }

    [Theory]
    [InlineData("", "must be text of 1 to 2000 characters, such as 24GB or gpu=RTX 3090,vram=24GB")]
    [InlineData("count=2", "needs 'gpu' or 'vram'")]
    [InlineData("vram=1GB", "no model of the fleet fits into this memory: name the models")]
    [InlineData("vram=24GB,count=1000", "more than 1000 hosts in all")]
    public void Other_wrong_text_is_told(string text, string message) =>
        Assert.Equal(message, Assert.Single(FleetAddition.Parse(text, _fleet).Problems).Message);
}
