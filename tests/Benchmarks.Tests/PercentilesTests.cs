using Orchestrator.Benchmarks.Figures;

namespace Orchestrator.Benchmarks.Tests;

public sealed class PercentilesTests
{
    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(0.995, 100)]
    [InlineData(0.001, 1)]
    [InlineData(1, 100)]
    public void A_percentile_is_the_smallest_value_that_this_share_does_not_exceed(double share, double expected) =>
        Assert.Equal(expected, Percentiles.Of([.. Enumerable.Range(1, 100).Select(i => (double)i)], share));

    [Fact]
    public void A_single_value_is_every_percentile_of_itself() => Assert.Equal(7, Percentiles.Of([7], 0.99));

    [Fact]
    public void Without_values_there_is_no_percentile() => Assert.True(double.IsNaN(Percentiles.Of([], 0.5)));

    [Theory]
    [InlineData(new double[] { 3, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5)]
    public void The_median_is_the_middle_or_between_the_two_middle_ones(double[] values, double expected) =>
        Assert.Equal(expected, Percentiles.Median(values));

    [Fact]
    public void A_spread_holds_the_median_and_both_ends_and_leaves_out_what_is_no_number()
    {
        Assert.Equal(new Spread(2, 1, 9), Spread.Of([9, 1, double.NaN, 2]));
        Assert.True(double.IsNaN(Spread.Of([]).Median));
    }
}
