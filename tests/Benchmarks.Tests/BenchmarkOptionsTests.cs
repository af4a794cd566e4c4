namespace Orchestrator.Benchmarks.Tests;

public sealed class BenchmarkOptionsTests
{
    [Fact]
    public void Without_arguments_it_is_the_measurement_that_the_design_prescribes()
    {
        var options = BenchmarkOptions.Parse([]);

        Assert.True(options.Rounds >= 5);
        Assert.Equal(
            ["whole-200", "whole-500", "stream", "max-whole", "max-stream"],
            options.Scenarios.Select(scenario => scenario.Name)
        );
    }

    [Fact]
    public void What_is_named_beside_quick_goes_before_it_wherever_it_stands() =>
        Assert.All(
            (string[][])
                [
                    ["--quick", "--rounds", "1"],
                    ["--rounds", "1", "--quick"],
                ],
            arguments => Assert.Equal(1, BenchmarkOptions.Parse(arguments).Rounds)
        );

    [Fact]
    public void Settings_add_up()
    {
        var settings = BenchmarkOptions.Parse(["--setting", "A=1", "--setting", "B=x=y"]).Settings;

        Assert.Equal("1", settings["A"]);
        Assert.Equal("x=y", settings["B"]);
    }

    [Theory]
    [InlineData("--rounds")]
    [InlineData("--rounds", "0")]
    [InlineData("--rounds", "many")]
    [InlineData("--rates", "200,-1")]
    [InlineData("--targets", "apache")]
    [InlineData("--setting", "novalue")]
    [InlineData("--nonsense", "1")]
    public void What_it_does_not_understand_is_refused(params string[] arguments) =>
        Assert.Throws<FormatException>(() => BenchmarkOptions.Parse(arguments));

    [Fact]
    public void Each_round_begins_with_another_target() =>
        Assert.Equal(["b", "c", "a"], Rounds.Rotated((string[])["a", "b", "c"], by: 4));
}
