using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>Conversations go back to where their beginning is in the cache, as far as that does not make a host hot.</summary>
public sealed class PrefixBookTests
{
    private const int Many = 100;
    private static readonly PrefixPlace Place = new("a", "m:8b");

    [Fact]
    public void What_two_prompts_share_is_counted_in_whole_blocks_from_the_beginning()
    {
        // Cumulative hashes: once two prompts differ, all that follows differs.
        var book = PrefixBook.Empty.Sent(Place, [1, 2, 3, 4], slots: 1, Start, Many);

        Assert.Equal(4, book.Shared(Place, [1, 2, 3, 4, 5]));
        Assert.Equal(2, book.Shared(Place, [1, 2, 13, 14]));
        Assert.Equal(0, book.Shared(Place, [11, 12, 13, 14]));
        Assert.Equal(0, book.Shared(Place with { Replica = "b" }, [1, 2, 3, 4]));
    }

    [Fact]
    public void A_place_keeps_one_prompt_per_slot_and_a_conversation_takes_one_slot_however_long_it_grows()
    {
        var book = PrefixBook
            .Empty.Sent(Place, [1], slots: 2, Start, Many)
            .Sent(Place, [1, 2], slots: 2, Start, Many)
            .Sent(Place, [7], slots: 2, Start, Many);
        Assert.Equal((2, 1), (book.Shared(Place, [1, 2]), book.Shared(Place, [7])));

        book = book.Sent(Place, [8], slots: 2, Start, Many);
        Assert.Equal((0, 1, 1), (book.Shared(Place, [1, 2]), book.Shared(Place, [7]), book.Shared(Place, [8])));
    }

    [Fact]
    public void The_places_that_were_used_least_lately_are_forgotten_above_the_limit()
    {
        var book = PrefixBook.Empty;
        for (var i = 0; i < 500; i++)
        {
            book = book.Sent(new PrefixPlace($"r{i}", "m"), [1], slots: 1, Start + TimeSpan.FromSeconds(i), Many);
        }

        Assert.InRange(book.Places.Count, 1, Many);
        Assert.Equal(1, book.Shared(new PrefixPlace("r499", "m"), [1]));
    }

    [Fact]
    public void A_conversation_goes_back_to_the_replica_that_has_answered_it()
    {
        var state = Fresh(Warm(8));
        foreach (var conversation in Enumerable.Range(1, 20))
        {
            var first = Ask(ref state, Blocks(conversation, 4));
            var later = Start + TimeSpan.FromSeconds(30 * conversation);
            // All of it is answered meanwhile.
            state = state.WithFleet(Warm(8, later), later, Limits);
            var second = Ask(ref state, Blocks(conversation, 6), later);

            Assert.Equal(first.Entry.Replica.Name, second.Entry.Replica.Name);
            Assert.InRange(second.Finish.CachedTokens, 1_000, 1_500);
            Assert.Contains(ChoiceReasons.PrefixCached, second.Reasons);
        }
    }

    [Fact]
    public void Routers_that_share_nothing_send_a_conversation_to_the_same_replica()
    {
        foreach (var conversation in Enumerable.Range(1, 20))
        {
            var one = Fresh(Warm(8));
            var other = Fresh(Warm(8));

            Assert.Equal(
                Ask(ref one, Blocks(conversation, 4), seed: 1).Entry.Replica.Name,
                // It has grown meanwhile, but not to twice its length.
                Ask(ref other, Blocks(conversation, 7), seed: 2).Entry.Replica.Name
            );
        }
    }

    [Fact]
    public void A_popular_beginning_makes_no_replica_hot()
    {
        var state = Fresh(Warm(8));
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 80; i++)
        {
            // Nothing of it is in a cache yet, or all would rightly go there: the router has just started.
            var name = Ask(ref state, Blocks(1, 4), run: $"r{i}").Entry.Replica.Name;
            counts[name] = counts.GetValueOrDefault(name) + 1;
            state = state with { Prefixes = PrefixBook.Empty };
        }

        Assert.All(counts.Values, count => Assert.InRange(count, 1, 14));
    }

    private static SelectedChoice Ask(
        ref SelectionState state,
        ulong[] prefix,
        DateTimeOffset? now = null,
        int seed = 1,
        string run = "run"
    )
    {
        var request = Request("m:8b", run: run) with { Prefix = prefix, PromptTokens = 2_000, OutputTokens = 100 };
        (state, var result) = state.Choose(request, now, seed);
        return Assert.IsType<SelectionResult.Chosen>(result).Choices[0];
    }

    private static ulong[] Blocks(int conversation, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Mixing.Of((ulong)((conversation * 1_000) + i)))];

    private static FleetSnapshot Warm(int replicas, DateTimeOffset? at = null) =>
        new(
            Enumerable
                .Range(0, replicas)
                .Select(i => Replica($"r{i}", [Model("m:8b", resident: true)], queueLimit: 100, countedAt: at))
        );
}
