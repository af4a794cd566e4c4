using System.Collections.Frozen;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>A wait is weighed against a load by the seconds that each is expected to take.</summary>
public sealed class FinishTests
{
    private const string Name = "qwen3:8b";
    private const string Other = "gemma3:12b";

    // 1,000 prompt tokens and 100 answer tokens take 2 s alone; a load takes 10 s.
    private static readonly ModelSpeed Usual = new(1_000, 100, 10, VramBytes: 10, Slots: 1, []);

    [Fact]
    public void A_busy_warm_replica_is_waited_for_when_that_is_sooner_than_a_load()
    {
        var choices = Choose(Warm("warm", waiting: 2), Cold("cold"));

        Assert.Equal(["warm", "cold"], choices.Names());
        // Two calls of 2 s wait, one of 2 s has just begun; beside that this call's own second of prompt.
        Assert.Equal(6, choices[0].Finish.Wait, 0.01);
        Assert.Equal((0, 1), (choices[0].Finish.Load, choices[0].Finish.Prefill));
    }

    [Fact]
    public void An_idle_cold_replica_is_taken_when_the_wait_at_the_warm_one_is_longer_than_load_and_price()
    {
        var choices = Choose(Warm("warm", waiting: 12), Cold("cold"));

        Assert.Equal(["cold", "warm"], choices.Names());
        Assert.True(choices[0].CausesLoad);
        Assert.Equal(10, choices[0].Finish.Load);
    }

    [Fact]
    public void A_faster_replica_is_worth_a_longer_wait()
    {
        var slow = Warm("slow") with { Speeds = Speeds(Usual with { Prefill = 100, Decode = 10 }) };

        Assert.Equal(["fast", "slow"], Choose(slow, Warm("fast", waiting: 2)).Names());
    }

    [Fact]
    public void What_has_been_done_of_a_running_call_is_not_waited_for()
    {
        var begun = Warm("a", runningFor: TimeSpan.FromSeconds(0));
        var nearlyDone = Warm("b", runningFor: TimeSpan.FromSeconds(1.5));

        Assert.Equal(["b", "a"], Choose(begun, nearlyDone).Names());
        // Time passes without a report, too.
        var later = Choose(Start + TimeSpan.FromSeconds(1), begun);
        Assert.Equal(1, later[0].Finish.Wait, 0.01);
    }

    [Fact]
    public void A_model_that_calls_wait_for_comes_with_its_load_and_nobody_else_loads_it()
    {
        var loading = Cold("loading") with
        {
            Loading = new ModelLoading(Name, TimeSpan.FromSeconds(4)),
            Work = [Calls(Name, running: 1)],
            InFlight = 1,
            Slots = 4,
        };

        var choices = Choose(loading, Cold("cold"));

        Assert.Equal(["loading", "cold"], choices.Names());
        Assert.Equal(6, choices[0].Finish.Load, 0.01);
        Assert.False(choices[0].CausesLoad);
    }

    [Fact]
    public void A_load_pays_for_what_it_pushes_out_only_when_that_is_wanted()
    {
        var full = Holding(Cold("full"), Other);
        var state = Fresh(Of(full));
        var unwanted = Choose(state, Request(Name))[0].Finish.Displaced;
        for (var i = 0; i < 20; i++)
        {
            state = state.Choose(Request(Other, run: $"r{i}")).State;
        }

        Assert.Equal(0, unwanted);
        var later = Start + TimeSpan.FromSeconds(30);
        state = state.WithFleet(Of(full with { CountedAt = later }), later, Limits);
        Assert.Equal(10, Choose(state, Request(Name), later)[0].Finish.Displaced, 0.01);
    }

    [Fact]
    public void A_model_that_is_pushed_out_right_now_gets_no_new_calls_while_another_replica_has_it()
    {
        // There is no room for both, and what is in memory was seen before the load began.
        var swapping = Holding(Cold("swapping"), Name) with
        {
            Loading = new ModelLoading(Other, TimeSpan.FromSeconds(9)),
            Work = [Calls(Other, waiting: 1)],
            Queued = 1,
            Slots = 4,
        };

        Assert.Equal(["stays", "swapping"], Choose(swapping, Warm("stays", waiting: 2)).Names());
        Assert.Equal(
            "swapping",
            Choose(swapping with { VramBytes = 100 }, Warm("stays", waiting: 2))[0].Entry.Replica.Name
        );
    }

    [Fact]
    public void A_model_that_fits_beside_the_others_pushes_nobody_out()
    {
        var roomy = Holding(Cold("roomy"), Other) with { VramBytes = 100 };
        var state = Fresh(Of(roomy)).Choose(Request(Other)).State;

        Assert.Equal(0, Choose(state, Request(Name), Start + TimeSpan.FromSeconds(30))[0].Finish.Displaced);
    }

    [Fact]
    public void Where_nothing_was_measured_a_larger_model_is_taken_to_be_slower_and_to_load_longer()
    {
        var fleet = Of(Replica("a", [Model("m:3b"), Model("m:30b")]));

        var small = Choose(Fresh(fleet), Request("m:3b"))[0].Finish;
        var large = Choose(Fresh(fleet), Request("m:30b"))[0].Finish;

        Assert.True(large.Load > small.Load && large.Decode > 5 * small.Decode && large.Prefill > 5 * small.Prefill);
    }

    [Fact]
    public void Calls_that_run_at_once_are_slower_as_measured_or_else_by_a_typical_share()
    {
        Assert.Equal(1, Usual.Slowdown(1));
        Assert.Equal(1.6, Usual.Slowdown(2), 6);
        Assert.Equal(2, (Usual with { DecodeAtConcurrency = [50] }).Slowdown(2));
        Assert.Equal(2.6, (Usual with { DecodeAtConcurrency = [50] }).Slowdown(3), 6);
    }

    private static IReadOnlyList<SelectedChoice> Choose(params ReplicaSnapshot[] replicas) => Choose(Start, replicas);

    private static IReadOnlyList<SelectedChoice> Choose(DateTimeOffset now, params ReplicaSnapshot[] replicas) =>
        Choose(Fresh(Of(replicas)), Request(Name), now);

    private static IReadOnlyList<SelectedChoice> Choose(
        SelectionState state,
        SelectionRequest request,
        DateTimeOffset? now = null
    ) => state.Choose(request with { PromptTokens = 1_000, OutputTokens = 100 }, now).Choices();

    private static FrozenDictionary<string, ModelSpeed> Speeds(ModelSpeed speed) =>
        new[] { Name, Other }.ToFrozenDictionary(name => $"digest-of-{name}", _ => speed);

    private static ReplicaSnapshot Cold(string name) =>
        Replica(name, [Model(Name), Model(Other)], queueLimit: 100) with
        {
            Speeds = Speeds(Usual),
            VramBytes = 15,
        };

    private static ReplicaSnapshot Warm(string name, int waiting = 0, TimeSpan runningFor = default) =>
        Holding(Cold(name), Name) with
        {
            InFlight = 1,
            Queued = waiting,
            Work = [Calls(Name, running: 1, waiting, runningFor)],
        };

    /// <summary>With the first of these models in memory.</summary>
    private static ReplicaSnapshot Holding(ReplicaSnapshot replica, params string[] models) =>
        replica with
        {
            Models =
            [
                .. replica.Models.Select(model =>
                    model with
                    {
                        Loaded = model.Name == models[0] ? new LoadedSnapshot(0) : null,
                    }
                ),
            ],
        };

    private static ModelWork Calls(string model, int running = 0, int waiting = 0, TimeSpan runningFor = default) =>
        new(
            model,
            running,
            waiting,
            waiting * 1_000,
            waiting * 100,
            running * 1_000,
            running * 100,
            runningFor,
            default
        );
}
