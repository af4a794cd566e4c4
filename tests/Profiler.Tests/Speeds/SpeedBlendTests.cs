using Orchestrator.Profiler.Registry;
using Orchestrator.Profiler.Speeds;

namespace Orchestrator.Profiler.Tests.Speeds;

public sealed class SpeedBlendTests
{
    private static readonly Estimate Nothing = Estimate.Unknown;

    [Fact]
    public void A_prior_alone_is_a_prior() => Assert.Equal(Estimate.Prior(50), SpeedBlend.Of(50, null, null));

    [Fact]
    public void Nothing_known_is_unknown_and_not_zero_tokens_per_second()
    {
        Assert.False(SpeedBlend.Of(0, null, null).IsKnown);
        Assert.False(SpeedBlend.Of(0, Nothing, Nothing).IsKnown);
    }

    [Fact]
    public void With_enough_of_it_the_live_estimate_stands_alone_whatever_was_before()
    {
        var live = new Estimate(40, 35, 45, 20);

        Assert.Equal(live, SpeedBlend.Of(1_000, new Estimate(80, 70, 90, 500), live));
    }

    [Fact]
    public void A_stored_estimate_outweighs_the_prior_and_counts_for_a_bounded_number_of_observations()
    {
        var blended = SpeedBlend.Of(20, new Estimate(80, 70, 90, 100_000), null);

        Assert.InRange(blended.Value, 65, 80);
        Assert.Equal(20, blended.Weight);
    }

    [Fact]
    public void Each_observation_moves_the_blend_towards_what_is_seen_now()
    {
        var values = Enumerable
            .Range(0, 10)
            .Select(weight => SpeedBlend.Of(50, new Estimate(80, 0, 0, 20), new Estimate(40, 0, 0, weight)).Value)
            .ToList();

        Assert.Equal(values.OrderDescending(), values);
        Assert.Equal(40, values[^1], precision: 9);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_live_estimate_that_is_no_speed_changes_nothing(double value) =>
        Assert.Equal(Estimate.Prior(50), SpeedBlend.Of(50, null, new Estimate(value, 0, 0, 10)));

    [Fact]
    public void Folding_adds_up_the_counters_and_keeps_what_only_one_of_the_two_knows()
    {
        var baseline = new Measure("d") { Counts = new MeasureCounts(5, 1, 50, 500, 2), Slots = 4 };
        var live = new Measure("d") { Counts = new MeasureCounts(2, 0, 20, 200, 1), TotalBytes = 7 };
        var speed = new SpeedState(new SpeedId("r", "d"), "m", default, 1, live, baseline);

        var folded = SpeedBlend.Folded(speed);

        Assert.Equal(new MeasureCounts(7, 1, 70, 700, 3), folded?.Counts);
        Assert.Equal((4u, 7ul), (folded?.Slots, folded?.TotalBytes));
    }
}
