using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Tests.Figures;

public sealed class LogHistogramTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void Every_quantile_is_right_to_one_percent(double share)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var random = new SimulationRandom(seed);
            var values = Enumerable
                .Range(0, 1 + random.Below(500))
                .Select(_ => Math.Exp(random.Unit() * 12 - 6))
                .ToList();
            var histogram = new LogHistogram();
            values.ForEach(histogram.Add);

            var exact = values.Order().ElementAt((int)Math.Ceiling(share * values.Count) - 1);
            Assert.InRange(histogram.Quantile(share) / exact, 0.99, 1.0102);
        }
    }

    [Fact]
    public void What_never_happened_is_larger_than_anything_and_nothing_has_no_quantile_but_zero()
    {
        var histogram = new LogHistogram();
        Assert.Equal(0, histogram.Quantile(0.5));

        histogram.Add(1e9);
        histogram.AddEndless();
        Assert.True(double.IsFinite(histogram.Quantile(0.5)));
        Assert.Equal(double.PositiveInfinity, histogram.Quantile(0.51));
    }
}
