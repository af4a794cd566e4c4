using System.Globalization;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;
using Orchestrator.Simulation.Workloads.Mixes;
using Orchestrator.Simulation.Workloads.Traces;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class TraceWorkloadTests
{
    private readonly Mix _mix = BuiltIn.Mix("m1")!;

    [Fact]
    public void A_row_is_a_request()
    {
        var trace = CsvTrace.Good(
            "prefix_block_ids,output_tokens,arrival_s,input_tokens,extra\n7 8 9,20,0.5,1300,a\n,1,0.5,3,b\n"
        );

        var arrivals = Read(trace, new TraceOptions(_mix));

        Assert.Equal([0L, 1L], arrivals.Select(arrival => arrival.Number));
        Assert.Equal([TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5)], arrivals.Select(arrival => arrival.At));
        Assert.Equal(
            (1300, 512, 20),
            (arrivals[0].Prompt.Tokens, arrivals[0].Prompt.BlockTokens, arrivals[0].OutputTokens)
        );
        Assert.Equal([7UL, 8UL, 9UL], arrivals[0].Prompt.Blocks.AsEnumerable());
        Assert.Empty(arrivals[1].Prompt.Blocks);
    }

    [Fact]
    public void Tokens_and_prefix_blocks_scale_together_so_that_the_same_is_shared()
    {
        var trace = CsvTrace.Good(
            "arrival_s,input_tokens,output_tokens,prefix_block_ids\n0,1025,20,7 8 9\n1,3,1,7\n2,512,9,7 8 9\n"
        );

        var arrivals = Read(trace, new TraceOptions(_mix) { TokenScale = 0.125 });

        Assert.Equal([129, 1, 64], arrivals.Select(arrival => arrival.Prompt.Tokens));
        Assert.Equal([3, 1, 2], arrivals.Select(arrival => arrival.OutputTokens));
        Assert.All(arrivals, arrival => Assert.Equal(64, arrival.Prompt.BlockTokens));
        // The last one lists more blocks than it has tokens for.
        Assert.Equal([3, 1, 1], arrivals.Select(arrival => arrival.Prompt.Blocks.Length));
    }

    [Theory]
    [InlineData(1.0, 1000)]
    [InlineData(0.5, 500)]
    [InlineData(0.1, 100)]
    [InlineData(0.3, 300)]
    [InlineData(0.29, 290)]
    [InlineData(0.001, 1)]
    public void Thinning_keeps_the_exact_share_evenly(double scale, int expected)
    {
        var kept = Read(Uniform(1000), new TraceOptions(_mix) { RateScale = scale });

        Assert.Equal(expected, kept.Count);
        var gaps = kept.Zip(kept.Skip(1), (one, next) => (next.At - one.At).TotalSeconds).ToList();
        Assert.All(gaps, gap => Assert.InRange(gap, Math.Floor(1 / scale), Math.Ceiling(1 / scale)));
    }

    [Fact]
    public void A_rate_above_one_compresses_time()
    {
        var fast = Read(Uniform(10), new TraceOptions(_mix) { RateScale = 4 });

        Assert.Equal(
            Enumerable.Range(0, 10).Select(i => TimeSpan.FromSeconds(i / 4.0)),
            fast.Select(arrival => arrival.At)
        );
    }

    [Fact]
    public void Thinning_changes_neither_model_nor_tenant_of_what_it_keeps()
    {
        var all = Read(Uniform(1000), new TraceOptions(_mix)).ToDictionary(arrival => arrival.At);
        var some = Read(Uniform(1000), new TraceOptions(_mix) { RateScale = 0.37 });

        Assert.All(some, arrival => Assert.Equal(all[arrival.At] with { Number = arrival.Number }, arrival));
        Assert.Equal(Enumerable.Range(0, some.Count).Select(i => (long)i), some.Select(arrival => arrival.Number));
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.1)]
    [InlineData(0.37)]
    public void Thinning_leaves_bursts_where_and_as_long_as_they_were(double scale)
    {
        var bursty = new BurstyArrivals(10, 4).Times(new SimulationRandom(7)).Take(20_000).ToList();
        var trace = Uniform(bursty);

        var all = Counts(Read(trace, new TraceOptions(_mix)));
        var thinned = Counts(Read(trace, new TraceOptions(_mix) { RateScale = scale }));

        // Evenly by number: any window, in a burst or in a lull, keeps its share to within one request.
        Assert.All(
            all.Zip(thinned),
            pair => Assert.InRange(pair.Second, (pair.First * scale) - 1, (pair.First * scale) + 1)
        );
        Assert.True(all.Max() > 2 * all.Average(), "the trace has bursts");
        Assert.InRange(
            thinned.Max() / thinned.Average(),
            0.9 * all.Max() / all.Average(),
            1.1 * all.Max() / all.Average()
        );
    }

    [Fact]
    public void Requests_and_duration_end_it()
    {
        Assert.Equal(7, Read(Uniform(100), new TraceOptions(_mix) { RequestsMax = 7 }).Count);
        Assert.Equal(7, Read(Uniform(100), new TraceOptions(_mix) { Duration = TimeSpan.FromSeconds(7) }).Count);
    }

    [Fact]
    public void The_same_seed_gives_the_same_requests_and_another_one_other_models()
    {
        var workload = new TraceWorkload(Uniform(200), new TraceOptions(_mix));

        Assert.Equal(workload.Read(3), workload.Read(3));
        Assert.NotEqual(
            workload.Read(3).Select(arrival => arrival.Model),
            workload.Read(4).Select(arrival => arrival.Model)
        );
    }

    [Fact]
    public void Models_and_tenants_come_in_their_shares()
    {
        var facts = WorkloadFacts.Of(new TraceWorkload(Uniform(20_000), new TraceOptions(_mix)), seed: 11);
        var tenants = Read(Uniform(20_000), new TraceOptions(_mix)).CountBy(arrival => arrival.Tenant).ToDictionary();

        Assert.Equal((20_000, 200_000, 400_000), (facts.Requests, facts.InputTokens, facts.OutputTokens));
        foreach (var model in _mix.Models)
        {
            Assert.InRange(
                facts.Models[model.Name].Requests / 20_000.0,
                (model.Share / 100) - 0.01,
                (model.Share / 100) + 0.01
            );
        }

        Assert.All(
            _mix.Tenants,
            tenant =>
                Assert.InRange(
                    tenants[tenant.Name] / 20_000.0,
                    (tenant.Share / 100) - 0.01,
                    (tenant.Share / 100) + 0.01
                )
        );
    }

    [Fact]
    public void Scales_out_of_range_break_the_contract()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new TraceWorkload(Uniform(1), new TraceOptions(_mix) { RateScale = 0 })
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new TraceWorkload(Uniform(1), new TraceOptions(_mix) { TokenScale = double.NaN })
        );
    }

    private static List<Arrival> Read(Trace trace, TraceOptions options) =>
        [.. new TraceWorkload(trace, options).Read(seed: 5)];

    private static Trace Uniform(int count) => Uniform([.. Enumerable.Range(0, count).Select(i => (double)i)]);

    private static Trace Uniform(List<double> times) =>
        CsvTrace.Good(
            $"{CsvTrace.Header}\n"
                + string.Concat(times.Select(at => string.Create(CultureInfo.InvariantCulture, $"{at:R},10,20\n")))
        );

    private static double[] Counts(List<Arrival> arrivals)
    {
        const int WindowSeconds = 10;
        var counts = new double[(int)(arrivals[^1].At.TotalSeconds / WindowSeconds) + 1];
        foreach (var arrival in arrivals)
        {
            counts[(int)(arrival.At.TotalSeconds / WindowSeconds)]++;
        }

        return counts;
    }
}
