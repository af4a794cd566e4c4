using System.Collections.Immutable;
using Orchestrator.Profiler.Planning;
using Orchestrator.Profiler.Planning.Demand;

namespace Orchestrator.Profiler.Tests.Planning.Demand;

public sealed class DemandCountingTests
{
    private static readonly DemandCounts.Key _one = new("r1", 1, "m");
    private static readonly DateTimeOffset _bin = GeneratedDays.Start;

    [Fact]
    public void Only_what_was_added_since_the_last_look_counts()
    {
        var counter = Look(Look(DemandCounter.Empty, (_one, 100)), (_one, 107));
        var (next, bin) = Look(counter, (_one, 110)).Close();

        Assert.Equal(10, bin["m"].Calls);
        Assert.DoesNotContain(Look(next, (_one, 110)).Close().Bin, model => model.Value.Calls > 0);
    }

    [Fact]
    public void What_was_counted_before_a_replica_was_seen_says_nothing_about_now() =>
        Assert.Empty(Look(DemandCounter.Empty, (_one, 100)).Close().Bin);

    [Fact]
    public void A_model_that_is_called_for_the_first_time_on_a_known_replica_counts_whole()
    {
        var counter = Look(DemandCounter.Empty, (_one, 5));

        Assert.Equal(3, Look(counter, (_one, 5), (_one with { Model = "new" }, 3)).Close().Bin["new"].Calls);
    }

    [Fact]
    public void A_new_epoch_begins_anew_and_takes_nothing_away()
    {
        var counter = Look(DemandCounter.Empty, (_one, 100));
        counter = Look(counter, (_one with { Epoch = 2 }, 4));
        counter = Look(counter, (_one with { Epoch = 2 }, 6));

        Assert.Equal(2, counter.Close().Bin["m"].Calls);
    }

    [Fact]
    public void Replicas_add_up() =>
        Assert.Equal(
            5,
            Look(
                    Look(DemandCounter.Empty, (_one, 0), (_one with { Replica = "r2" }, 0)),
                    (_one, 2),
                    (_one with { Replica = "r2" }, 3)
                )
                .Close()
                .Bin["m"]
                .Calls
        );

    [Fact]
    public void Models_that_nobody_called_had_a_bin_without_calls_and_unknown_ones_are_forgotten()
    {
        var book = DemandBook.Empty.With(_bin, Counts(("a", 60)), ["a", "b"]);
        var next = book.With(_bin + DemandForecast.Bin, Counts(("b", 6)), ["b"]);

        Assert.Equal(["b"], next.Models.Keys);
        Assert.Equal(2, next.Of("b").Forecast.Bins);
        Assert.Equal(0, next.Of("a").Forecast.Bins);
    }

    [Fact]
    public void Lengths_of_calls_follow_the_newest_ones()
    {
        var demand = ModelDemand.Unknown;
        for (var bin = 0; bin < 20; bin++)
        {
            demand = demand.With(_bin + (bin * DemandForecast.Bin), new DemandCounts(100, 100_000, 5_000));
        }

        Assert.Equal(1000, demand.PromptTokens, tolerance: 5.0);
        Assert.Equal(50, demand.OutputTokens, tolerance: 5.0);
    }

    [Fact]
    public void What_is_stored_comes_back_and_expects_the_same()
    {
        var calls = GeneratedDays.Calls(1, days: 8);
        var demand = calls
            .Index()
            .Aggregate(
                ModelDemand.Unknown,
                (one, bin) => one.With(_bin + (bin.Index * DemandForecast.Bin), new((long)bin.Item, 10, 10))
            );
        var json = DemandJson.Write(demand);
        var back = DemandJson.Read(json)!;

        Assert.InRange(json.Length, 1, 8_000);
        Assert.All(
            Enumerable.Range(0, 200).Select(bin => _bin.AddDays(8) + (bin * DemandForecast.Bin)),
            at => Assert.Equal(demand.Forecast.Expect(at), back.Forecast.Expect(at))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"Forecast":{"Day":{"Means":[1],"Counts":[1]}},"PromptTokens":1,"OutputTokens":1}""")]
    [InlineData("""{"Forecast":{"Week":null},"PromptTokens":1,"OutputTokens":1}""")]
    public void What_cannot_be_ours_is_not_read(string json) => Assert.Null(DemandJson.Read(json));

    [Fact]
    public void A_stored_plan_comes_back_as_it_was()
    {
        var plan = PlanRule.Plan(PlanWorlds.Drawn(7), PlanWorlds.Limits, PlanWorlds.Now);
        var back = PlanJson.Read(PlanJson.Write(plan))!;

        Assert.NotEmpty(plan.Stays());
        Assert.True(back.PlacesAs(plan));
        Assert.Equal(PlanJson.Write(plan), PlanJson.Write(back));
        Assert.Null(PlanJson.Read("{}"));
        Assert.Null(PlanJson.Read("["));
    }

    private static DemandCounter Look(DemandCounter counter, params (DemandCounts.Key Key, long Calls)[] counts) =>
        counter.With(counts.ToDictionary(one => one.Key, one => new DemandCounts(one.Calls, one.Calls, one.Calls)));

    private static ImmutableDictionary<string, DemandCounts> Counts(params (string Model, long Calls)[] counts) =>
        counts.ToImmutableDictionary(one => one.Model, one => new DemandCounts(one.Calls, 0, 0));
}
