using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;
using Orchestrator.Simulation.Workloads.Mixes;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class GeneratorTests
{
    private const int Count = 30_000;
    private readonly Mix _mix = BuiltIn.Mix("m2")!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Poisson_arrivals_have_their_rate_and_a_variation_of_one(ulong seed)
    {
        var facts = Facts(new PoissonArrivals(4), seed);

        Assert.InRange(facts.RequestsPerSecond, 3.9, 4.1);
        Assert.InRange(facts.ArrivalCv, 0.98, 1.02);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Bursty_arrivals_have_their_rate_and_the_variation_that_was_asked_for(double cv)
    {
        var facts = Facts(new BurstyArrivals(4, cv), seed: 5);

        Assert.InRange(facts.RequestsPerSecond, 4 * (1 - (0.02 * cv)), 4 * (1 + (0.02 * cv)));
        Assert.InRange(facts.ArrivalCv, cv * 0.95, cv * 1.05);
    }

    [Fact]
    public void A_profile_has_the_rate_of_each_time_of_day_day_after_day()
    {
        var profile = new ProfileArrivals(
            TimeSpan.FromHours(1),
            [new(TimeSpan.Zero, 0), new(TimeSpan.FromMinutes(15), 2), new(TimeSpan.FromMinutes(45), 6)]
        );
        var times = profile.Times(new SimulationRandom(8)).TakeWhile(at => at < 20 * 3600).ToList();

        var perQuarter = times.CountBy(at => (int)(at % 3600 / 900)).ToDictionary();
        Assert.Equal(2.5, profile.MeanRate, 1e-12);
        Assert.False(perQuarter.ContainsKey(0));
        Assert.InRange(perQuarter[1] / (20 * 900.0), 1.94, 2.06);
        Assert.InRange(perQuarter[2] / (20 * 900.0), 1.94, 2.06);
        Assert.InRange(perQuarter[3] / (20 * 900.0), 5.9, 6.1);
    }

    [Fact]
    public void A_profile_with_bursts_keeps_its_rates_and_has_the_variation_that_it_says()
    {
        var profile = new ProfileArrivals(
            TimeSpan.FromHours(1),
            [new(TimeSpan.Zero, 0), new(TimeSpan.FromMinutes(15), 2), new(TimeSpan.FromMinutes(45), 6)]
        )
        {
            Cv = 3,
        };
        var times = profile.Times(new SimulationRandom(8)).TakeWhile(at => at < 100 * 3600).ToList();

        var perQuarter = times.CountBy(at => (int)(at % 3600 / 900)).ToDictionary();
        Assert.False(perQuarter.ContainsKey(0));
        Assert.InRange(perQuarter[1] / (100 * 900.0), 1.9, 2.1);
        Assert.InRange(perQuarter[3] / (100 * 900.0), 5.8, 6.2);

        // Within a piece of constant rate, times between arrivals are as bursty as asked for.
        var gaps = times
            .Zip(times.Skip(1))
            .Where(pair => pair.First % 3600 > 2700 && pair.Second % 3600 > pair.First % 3600);
        var between = gaps.Select(pair => pair.Second - pair.First).ToList();
        var mean = between.Average();
        Assert.InRange(Math.Sqrt(between.Average(gap => (gap - mean) * (gap - mean))) / mean, 2.8, 3.2);
    }

    [Fact]
    public void A_scaled_process_has_as_many_times_the_requests_in_the_same_pattern()
    {
        ArrivalProcess[] processes =
        [
            new PoissonArrivals(4),
            new BurstyArrivals(4, 3),
            new ProfileArrivals(TimeSpan.FromMinutes(1), [new(TimeSpan.Zero, 2), new(TimeSpan.FromSeconds(30), 6)]),
        ];

        foreach (var scaled in processes.Select(process => process.Scaled(2.5)))
        {
            Assert.Equal(10, scaled.MeanRate, 1e-12);
            Assert.InRange(Facts(scaled, seed: 5).RequestsPerSecond, 9.5, 10.5);
        }

        Assert.Equal(Facts(processes[1], 5).ArrivalCv, Facts(processes[1].Scaled(2.5), 5).ArrivalCv, 0.001);
    }

    [Fact]
    public void Lengths_have_their_median_and_keep_their_maximum()
    {
        var lengths = new TokenLengths(500, 1.2, 4000);
        var random = new SimulationRandom(3);
        var drawn = Enumerable.Range(0, Count).Select(_ => lengths.Draw(random)).Order().ToList();

        Assert.InRange(drawn[Count / 2], 485, 515);
        // One deviation up in the logarithm: 84.13 of 100 are under 500 e^1.2.
        Assert.InRange(drawn[(int)(Count * 0.8413)], 1590, 1730);
        Assert.Equal(4000, drawn[^1]);
        Assert.InRange(drawn[0], 1, 20);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(7, new TokenLengths(7, 0, 10).Draw(random)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_requests_and_another_one_others()
    {
        foreach (var sessions in new[] { null, Talk })
        {
            var workload = Workload(new BurstyArrivals(4, 2), 500, sessions);

            Assert.Equal(workload.Read(1).Select(Shown), workload.Read(1).Select(Shown));
            Assert.NotEqual(workload.Read(1).Select(Shown), workload.Read(2).Select(Shown));
        }
    }

    [Fact]
    public void Another_rate_changes_no_request_but_its_time()
    {
        var slow = Workload(new PoissonArrivals(1), 500, sessions: null).Read(1);
        var fast = Workload(new PoissonArrivals(7), 500, sessions: null).Read(1);

        Assert.Equal(
            slow.Select(arrival => arrival with { At = default }),
            fast.Select(arrival => arrival with { At = default })
        );
    }

    [Fact]
    public void Arrivals_are_numbered_in_order_and_end_where_they_are_told_to()
    {
        foreach (var sessions in new[] { null, Talk })
        {
            var arrivals = Workload(new BurstyArrivals(40, 3), Count, sessions, TimeSpan.FromMinutes(2))
                .Read(9)
                .ToList();

            Assert.InRange(arrivals.Count, 1000, 20_000);
            Assert.Equal(arrivals.Select((_, index) => (long)index), arrivals.Select(arrival => arrival.Number));
            Assert.All(arrivals.Zip(arrivals.Skip(1)), pair => Assert.True(pair.First.At <= pair.Second.At));
            Assert.InRange(arrivals[^1].At, TimeSpan.FromSeconds(110), TimeSpan.FromMinutes(2));
            Assert.Equal(17, Workload(new PoissonArrivals(1), 17, sessions).Read(9).Count());
        }
    }

    [Fact]
    public void The_facts_of_nothing_and_of_one_request_are_numbers()
    {
        var none = Facts(new PoissonArrivals(1), 1, TimeSpan.FromMilliseconds(1));
        var one = WorkloadFacts.Of(Workload(new PoissonArrivals(1), 1, sessions: null), 1);

        Assert.Equal((0, 0, 0, 0), (none.Requests, none.RequestsPerSecond, none.InputTokensMean, none.ArrivalCv));
        Assert.Equal((1, 0), (one.Requests, one.ArrivalCv));
    }

    private static Sessions Talk => new(4, 20, new TokenLengths(2000, 0.5, 10_000), 64, 8192);

    private static string Shown(Arrival arrival) =>
        $"{arrival.At.Ticks} {arrival.Model} {arrival.Tenant} {arrival.Prompt.Tokens} {arrival.OutputTokens} {string.Join('-', arrival.Prompt.Blocks)}";

    private WorkloadFacts Facts(ArrivalProcess process, ulong seed, TimeSpan? duration = null) =>
        WorkloadFacts.Of(Workload(process, Count, sessions: null, duration), seed);

    private GeneratedWorkload Workload(
        ArrivalProcess process,
        int count,
        Sessions? sessions,
        TimeSpan? duration = null
    ) =>
        new("generated", process, _mix)
        {
            RequestsMax = count,
            Sessions = sessions,
            Duration = duration ?? WorkloadLimits.DurationMax,
        };
}
