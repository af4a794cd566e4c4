using Orchestrator.Files;

namespace Orchestrator.Simulation.Tests.Files;

public sealed class ClosestNamesTests
{
    private static readonly string[] _known = ["num_parallel", "max_queue", "RTX 4090", "RTX 3090"];

    [Theory]
    [InlineData("num_paralel", "num_parallel")]
    [InlineData("NumParallel", "num_parallel")]
    [InlineData("rtx4090", "RTX 4090")]
    [InlineData("4090", "RTX 4090")]
    [InlineData("max_queu", "max_queue")]
    public void A_misspelled_name_is_nearest_to_the_one_that_was_meant(string name, string meant) =>
        Assert.Equal(meant, ClosestNames.Of(name, _known)[0]);

    [Theory]
    [InlineData("")]
    [InlineData("disk")]
    [InlineData("qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq")]
    public void Nothing_is_near_to_a_stranger(string name) => Assert.Empty(ClosestNames.Of(name, _known));
}
