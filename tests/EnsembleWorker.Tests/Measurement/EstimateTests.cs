using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Measurement.Estimates;
using Orchestrator.EnsembleWorker.Measurement.Slots;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

public sealed class EstimateTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_sketch_tells_quantiles_to_its_accuracy_in_bounded_memory(double share)
    {
        var sketch = new QuantileSketch(0.999);
        var random = new Random(3);
        var newest = new List<double>();
        for (var i = 0; i < 50_000; i++)
        {
            var value = Math.Exp(6 * random.NextDouble());
            sketch.Add(value);
            newest.Add(value);
        }

        Assert.InRange(sketch.Quantile(share), Math.Exp(6 * share) * 0.8, Math.Exp(6 * share) * 1.25);
        Assert.InRange(sketch.Buckets, 10, 200);
        Assert.Equal(1000, sketch.Weight, 5.0);
    }

    [Fact]
    public void A_sketch_forgets_what_is_long_past()
    {
        var sketch = new QuantileSketch(0.9);
        for (var i = 0; i < 200; i++)
        {
            sketch.Add(i < 100 ? 10 : 1000);
        }

        Assert.InRange(sketch.Quantile(0.01), 950, 1050);
    }

    [Fact]
    public void One_strange_call_is_no_change_and_a_lasting_one_is()
    {
        var detector = new ChangeDetector();
        double[] calls = [0, 0.1, 3, 0, -0.1, 0, 0, 0, 0.7, 0.7];

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 2], calls.Select(detector.Add));
    }

    [Fact]
    public void A_speed_alone_is_found_from_calls_none_of_which_ran_alone()
    {
        var meter = new TokenTimeMeter(new CostPool(new Jumps()));
        // A token takes 10 ms alone, and 30 % more for each of the others.
        for (var i = 0; i < 60; i++)
        {
            var (tokens, others) = (100 + (10 * i), 1 + (i % 4));
            meter.Add(new TimeSample(tokens, [new TimeShare(others, 0, tokens * 0.01 * (1 + (0.3 * others)))], 1));
        }

        Assert.InRange(meter.Speed().Value, 97, 103);
        Assert.InRange(meter.Speed(3).Value, 100 / 1.9 * 0.97, 100 / 1.9 * 1.03);
        Assert.InRange(meter.Speed(3).Weight, 1, 60);
        Assert.Equal(0, meter.Speed(5).Weight);
    }

    [Fact]
    public void A_replica_that_is_always_full_does_not_make_what_company_costs_forgotten()
    {
        var meter = new TokenTimeMeter(new CostPool(new Jumps()));
        // First of all kinds, then always four at once; a token takes 10 ms alone, and as much again for each of the others.
        for (var i = 0; i < 400; i++)
        {
            var (tokens, others) = (100 + (i * 37 % 500), i < 60 ? i % 4 : 3);
            var seconds = 0.01 + (tokens * 0.01 * (1 + others));
            meter.Add(new TimeSample(tokens, [new TimeShare(others, 0, seconds)], 1));
        }

        Assert.InRange(meter.Speed().Value, 90, 110);
    }

    [Fact]
    public void Tokens_per_character_leave_out_what_a_template_adds_to_each_message()
    {
        var density = new TokensPerChar();
        for (var i = 1; i <= 60; i++)
        {
            var chars = 20 + (i * 37 % 1500);
            density.Add(chars, turns: 1 + (i % 3), tokens: (int)Math.Round((0.7 * chars) + (6 * (1 + (i % 3)))));
        }

        Assert.InRange(density.Estimate().Value, 0.68, 0.72);
    }

    [Fact]
    public void A_load_that_waited_for_another_model_to_drain_does_not_count_the_wait()
    {
        var starts = new LoadStarts();
        var loads = new LoadTimes();
        starts.Drained(3);
        loads.Add(starts.Loaded(0, 8));
        starts.Drained(21);
        starts.Drained(23);
        loads.Add(starts.Loaded(20, 28));
        loads.Add(starts.Loaded(40, 45));

        Assert.Equal(5, loads.Seconds().Value, 0.01);
        Assert.Equal(3, loads.Count);
    }

    [Fact]
    public void A_load_behind_another_load_begins_at_the_end_of_that()
    {
        var starts = new LoadStarts();
        starts.Loaded(0, 10);

        Assert.Equal([4], starts.Loaded(1, 14));
    }

    [Fact]
    public void Slots_are_sought_one_by_one_and_sought_again_after_a_load_or_a_long_time()
    {
        var finder = new SlotFinder(most: 8, TimeSpan.FromHours(1));
        Assert.Equal(2, finder.Allowed(0));
        finder.Add(new SlotEvidence(2, 0, 1), 1);
        Assert.Equal(3, finder.Allowed(1));
        finder.Add(new SlotEvidence(2, 2, 1), 2);
        Assert.Equal((2, true, 2), (finder.Known, finder.IsLimitKnown, finder.Allowed(2)));

        Assert.Equal(3, finder.Allowed(2 + 3601));
        finder.Add(new SlotEvidence(2, 2, 1), 3700);
        finder.Reload();
        Assert.Equal((2, true, 3), (finder.Known, finder.IsLimitKnown, finder.Allowed(3700)));
        finder.Add(new SlotEvidence(1, 1, 1), 3701);
        Assert.Equal((1, true, 1), (finder.Known, finder.IsLimitKnown, finder.Allowed(3701)));
    }

    [Fact]
    public void A_prompt_shares_what_it_begins_with_and_no_more()
    {
        var long1 = PromptPrints.Of([new string('a', 1280)]);
        var print = new PromptPrint(0, 1280, 0, 1) { Blocks = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] };
        var other = print with { Blocks = [1, 2, 3, 4, 5, 9, 9, 9, 9, 9] };

        Assert.Equal(0.5, print.SharedWith(other));
        Assert.Equal(1, print.SharedWith(print));
        Assert.Equal(0, print.SharedWith(PromptPrint.Empty));
        Assert.Equal(0, PromptPrint.Empty.SharedWith(print));
        Assert.Empty(long1.Blocks);
    }
}
