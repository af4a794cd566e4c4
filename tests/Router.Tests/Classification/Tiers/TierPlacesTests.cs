using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Tiers;
using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Tests.Classification.Tiers;

public sealed class TierPlacesTests
{
    private static readonly ModelSnapshot _small = Fleets.Model("small:1b", resident: true);

    [Fact]
    public void A_model_that_is_not_in_memory_is_not_asked()
    {
        var fleet = Fleets.Of(Fleets.Replica("a", [Fleets.Model("small:1b")]));

        Assert.Null(TierPlaces.Named(fleet, "small:1b"));
        Assert.Null(TierPlaces.Named(fleet, "other:1b"));
        Assert.Null(TierPlaces.EmbeddingModel(fleet, "auto"));
    }

    [Fact]
    public void Only_a_healthy_replica_with_a_free_slot_where_nothing_waits_or_loads_is_asked()
    {
        var free = Fleets.Replica("a", [_small], inFlight: 1, slots: 2);
        ReplicaSnapshot[] others =
        [
            Fleets.Replica("b", [_small], inFlight: 2, slots: 2),
            Fleets.Replica("c", [_small], queued: 1, slots: 2),
            Fleets.Replica("d", [_small], health: ReplicaHealth.Degraded),
            Fleets.Replica("e", [_small]) with
            {
                IsOrphan = true,
            },
            Fleets.Replica("f", [_small]) with
            {
                Loading = new ModelLoading("other:latest", TimeSpan.Zero),
            },
        ];

        Assert.Equal("a", Free([free, .. others]));
        Assert.Null(Free(others));
    }

    [Fact]
    public void The_idlest_replica_is_asked_and_equally_idle_ones_share()
    {
        var (idle, busy) = (
            Fleets.Replica("z", [_small], slots: 4),
            Fleets.Replica("a", [_small], inFlight: 1, slots: 4)
        );
        Assert.Equal("z", Free([idle, busy]));

        ReplicaSnapshot[] equal = [Fleets.Replica("a", [_small]), Fleets.Replica("b", [_small])];
        Assert.Equal(["a", "b"], Enumerable.Range(0, 2).Select(start => Free(equal, (ulong)start)!).Order());
        Assert.NotNull(Free(equal, ulong.MaxValue));
    }

    [Fact]
    public void Another_model_of_the_same_name_is_not_asked()
    {
        var twin = new ModelSnapshot("small:1b", "other", 1, "f", "", "Q4_0", 0, [], new LoadedSnapshot(0));

        Assert.Equal("a", Free([Fleets.Replica("a", [_small], inFlight: 1, slots: 2), Fleets.Replica("b", [twin])]));
    }

    [Fact]
    public void Auto_is_the_embedding_model_with_most_copies_in_memory()
    {
        var rare = Fleets.Model("a-embed:1b", resident: true, capabilities: ["embedding"]);
        var usual = Fleets.Model("b-embed:1b", resident: true, capabilities: ["embedding"]);
        var fleet = Fleets.Of(
            Fleets.Replica("a", [rare, usual, _small]),
            Fleets.Replica("b", [usual, _small]),
            Fleets.Replica("c", [_small])
        );

        Assert.Equal(usual.Key, TierPlaces.EmbeddingModel(fleet, "auto")?.Key);
        Assert.Equal(rare.Key, TierPlaces.EmbeddingModel(fleet, "a-embed:1b")?.Key);
    }

    [Fact]
    public void A_long_text_keeps_its_start_and_its_end_and_no_half_characters()
    {
        var text = $"start{string.Concat(Enumerable.Repeat("😀", 200))}end";
        for (var limit = 100; limit < 110; limit++)
        {
            var cut = TierText.Cut(text, limit);

            Assert.True(cut.Length <= limit);
            Assert.StartsWith("start", cut, StringComparison.Ordinal);
            Assert.EndsWith("end", cut, StringComparison.Ordinal);
            Assert.DoesNotContain(
                '\uFFFD',
                System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(cut))
            );
        }
    }

    [Fact]
    public void Texts_that_read_alike_have_one_key_and_other_models_another()
    {
        TextKey Key(string model, string text) =>
            TextKey.Of(model, TierText.Of([new ConversationTurn("user", text)], 1_000).Normalized);

        Assert.Equal(Key("m", "Plan  THIS"), Key("m", "plan this"));
        Assert.NotEqual(Key("m", "plan this"), Key("n", "plan this"));
        Assert.NotEqual(Key("m", "plan this"), Key("m", "plan that"));
    }

    private static string? Free(ReplicaSnapshot[] replicas, ulong start = 0) =>
        TierPlaces.Named(Fleets.Of(replicas), "small:1b") is { } offer
            ? TierPlaces.Free(offer, start)?.Replica.Name
            : null;
}
