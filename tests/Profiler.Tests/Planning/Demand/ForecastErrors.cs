using Orchestrator.Profiler.Planning.Demand;

namespace Orchestrator.Profiler.Tests.Planning.Demand;

/// <summary>Mean absolute errors of forecasts of the next bins' mean, made bin by bin as time goes on.</summary>
/// <param name="Own">Of <see cref="DemandForecast"/>.</param>
/// <param name="LastValue">Of "as in the last bin".</param>
/// <param name="LastDay">Of "as a day before".</param>
/// <param name="LastWeek">Of "as a week before".</param>
internal sealed record ForecastErrors(double Own, double LastValue, double LastDay, double LastWeek)
{
    private const int Day = 144;

    /// <param name="calls">By bin.</param>
    /// <param name="ahead">Bins whose mean is forecast: those that follow.</param>
    /// <param name="warmUp">Bins before the first forecast that counts; a week at least.</param>
    public static ForecastErrors Of(double[] calls, int ahead, int warmUp)
    {
        var forecast = DemandForecast.Empty;
        var (own, value, day, week, count) = (0.0, 0.0, 0.0, 0.0, 0);
        for (var bin = 0; bin < calls.Length - ahead; bin++)
        {
            forecast = forecast.With(At(bin), calls[bin]);
            if (bin < warmUp)
            {
                continue;
            }

            var truth = Mean(calls, bin + 1, ahead);
            var expected = Enumerable.Range(bin + 1, ahead).Average(next => forecast.Expect(At(next)));
            own += Math.Abs(expected - truth);
            value += Math.Abs(calls[bin] - truth);
            day += Math.Abs(Mean(calls, bin + 1 - Day, ahead) - truth);
            week += Math.Abs(Mean(calls, bin + 1 - (7 * Day), ahead) - truth);
            count++;
        }

        return new ForecastErrors(own / count, value / count, day / count, week / count);
    }

    public override string ToString() =>
        $"own {Own:0.00}, last value {LastValue:0.00}, last day {LastDay:0.00}, last week {LastWeek:0.00}";

    private static DateTimeOffset At(int bin) => GeneratedDays.Start + (bin * DemandForecast.Bin);

    private static double Mean(double[] calls, int from, int count) => calls.AsSpan(from, count).ToArray().Average();
}
