using Orchestrator.Profiler.Planning.Demand;
using Orchestrator.Testing;
using Xunit.Abstractions;

namespace Orchestrator.Profiler.Tests.Planning.Demand;

public sealed class DemandForecastTests(ITestOutputHelper output)
{
    private const string Profile = "traces/servegen_rate_profile_600s.csv";
    private const int Week = 7 * GeneratedDays.BinsOfDay;

    // Half an hour, as a plan looks ahead by default, one hour and four.
    public static TheoryData<int> Horizons() => [3, 6, 24];

    [Theory]
    [MemberData(nameof(Horizons))]
    public void Beats_the_last_value_and_the_same_time_of_a_day_or_a_week_before_on_days_and_nights(int ahead)
    {
        // Seeds that no constant was chosen on.
        var all = Enumerable
            .Range(1001, 10)
            .Select(seed => ForecastErrors.Of(GeneratedDays.Calls(seed, days: 28), ahead, Week))
            .ToList();

        output.WriteLine($"{ahead * 10} min: {Mean(all)}");
        var mean = Mean(all);
        Assert.InRange(mean.Own, 0, mean.LastValue);
        Assert.InRange(mean.Own, 0, mean.LastDay);
        Assert.InRange(mean.Own, 0, mean.LastWeek);
    }

    [ExternalDataFact(Profile)]
    public void Beats_the_same_day_or_week_before_on_two_recorded_weeks_of_three_models()
    {
        var rows = File.ReadAllLines(ExternalDataFactAttribute.PathOf(Profile));
        for (var model = 1; model < rows[0].Split(',').Length; model++)
        {
            // One recording is shorter than the week that comes before the first forecast.
            double[] calls =
            [
                .. rows[1..]
                    .Select(row => row.Split(',')[model])
                    .TakeWhile(rate => rate.Length > 0)
                    .Select(rate => 600 * Number(rate)),
            ];
            foreach (var ahead in calls.Length > 2 * Week - 24 ? new[] { 3, 6, 24 } : [])
            {
                var errors = ForecastErrors.Of(calls, ahead, Week);
                output.WriteLine($"{rows[0].Split(',')[model]}, {ahead * 10} min: {errors}");
                Assert.InRange(errors.Own, 0, errors.LastDay);
                Assert.InRange(errors.Own, 0, errors.LastWeek);
            }
        }
    }

    [Fact]
    public void Expects_the_morning_before_it_comes_after_three_days()
    {
        var forecast = After(GeneratedDays.Calls(1, days: 3));
        var night = GeneratedDays.Start.AddDays(3).AddHours(4);
        var morning = GeneratedDays.Start.AddDays(3).AddHours(8);

        Assert.InRange(forecast.Expect(morning), 5 * forecast.Expect(night), double.MaxValue);
    }

    [Fact]
    public void Tells_weekends_from_weekdays_after_three_weeks()
    {
        var forecast = After(GeneratedDays.Calls(1, days: 21));
        var friday = GeneratedDays.Start.AddDays(25).AddHours(12);

        Assert.InRange(forecast.Expect(friday.AddDays(1)), 0, 0.6 * forecast.Expect(friday));
    }

    [Fact]
    public void Without_history_it_expects_what_the_last_bins_had()
    {
        var forecast = DemandForecast.Empty;
        for (var bin = 0; bin < 6; bin++)
        {
            forecast = forecast.With(GeneratedDays.Start + (bin * DemandForecast.Bin), 30);
        }

        Assert.InRange(forecast.Expect(GeneratedDays.Start.AddHours(1)), 20, 40);
    }

    [Fact]
    public void A_gap_in_the_counting_leaves_what_is_usual_and_forgets_what_was_unusual()
    {
        var forecast = After(GeneratedDays.Calls(1, days: 7));
        var burst = forecast.With(forecast.LastBin!.Value + DemandForecast.Bin, 500);
        var later = GeneratedDays.Start.AddDays(9).AddHours(3);

        // A twentieth of the burst at most.
        Assert.Equal(forecast.Expect(later), burst.Expect(later), tolerance: 25.0);
    }

    [Fact]
    public void Is_never_negative_whatever_falls()
    {
        var forecast = After([.. Enumerable.Repeat(100.0, 200), .. Enumerable.Repeat(0.0, 20)]);

        Assert.All(
            Enumerable.Range(0, 2000),
            bin => Assert.True(forecast.Expect(GeneratedDays.Start + (bin * DemandForecast.Bin)) >= 0)
        );
    }

    [Fact]
    public void Rate_is_the_mean_over_the_horizon_in_calls_per_second()
    {
        var forecast = After([.. Enumerable.Repeat(60.0, 600)]);

        Assert.Equal(0.1, forecast.RateOver(forecast.LastBin!.Value, TimeSpan.FromMinutes(30)), precision: 3);
    }

    private static DemandForecast After(double[] calls) =>
        calls
            .Index()
            .Aggregate(
                DemandForecast.Empty,
                (forecast, bin) => forecast.With(GeneratedDays.Start + (bin.Index * DemandForecast.Bin), bin.Item)
            );

    private static ForecastErrors Mean(List<ForecastErrors> all) =>
        new(
            all.Average(one => one.Own),
            all.Average(one => one.LastValue),
            all.Average(one => one.LastDay),
            all.Average(one => one.LastWeek)
        );

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
