using Orchestrator.Simulation.Bounds;

namespace Orchestrator.Simulation.Tests.Bounds;

public sealed class ShortestRemainingTests
{
    [Fact]
    public void A_short_one_interrupts_a_long_one()
    {
        var line = new ShortestRemaining();
        line.Add(at: 0, work: 10);
        line.Add(at: 2, work: 1);

        // The short one is done at 3, the long one at 11.
        Assert.Equal((1 + 11) / 2.0, line.Mean(), precision: 9);
    }

    [Fact]
    public void Without_requests_the_mean_is_0() => Assert.Equal(0, new ShortestRemaining().Mean());
}
