using Orchestrator.Simulation.Durations;

namespace Orchestrator.Simulation.Tests.Durations;

public sealed class HumaneDurationTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0001, "0.1 ms")]
    [InlineData(0.084, "84 ms")]
    [InlineData(0.9994, "999 ms")]
    [InlineData(0.9996, "1 s")]
    [InlineData(3.2, "3.2 s")]
    [InlineData(9.96, "10 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(59.6, "1 min")]
    [InlineData(65, "1 min 5 s")]
    [InlineData(3599.6, "1 h")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(86_399, "1 d")]
    [InlineData(97_200, "1 d 3 h")]
    [InlineData(double.PositiveInfinity, "never")]
    public void A_duration_is_said_in_the_two_units_that_matter(double seconds, string said) =>
        Assert.Equal(said, HumaneDuration.Of(seconds));
}
