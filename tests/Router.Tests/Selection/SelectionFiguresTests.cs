using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

public sealed class SelectionFiguresTests
{
    [Theory]
    [InlineData("qwen*", "qwen3:8b", true)]
    [InlineData("*coder*", "qwen2.5-coder:7b", true)]
    [InlineData("qwen3:8b", "qwen3:8b", true)]
    [InlineData("qwen3", "qwen3:8b", false)]
    [InlineData("*a*b*c", "xxaxxbxxc", true)]
    [InlineData("*a*b*c", "xxaxxbxx", false)]
    [InlineData("*", "", true)]
    [InlineData("", "x", false)]
    public void A_star_stands_for_any_run_of_characters(string pattern, string text, bool matches) =>
        Assert.Equal(matches, GlobPattern.IsMatch(pattern, text));

    [Fact]
    public void Korean_takes_more_tokens_per_character_than_English()
    {
        var korean = TokenEstimate.Prompt([new("user", new string('가', 1_000))], 1_000, 0, 0);
        var english = TokenEstimate.Prompt([new("user", new string('a', 1_000))], 1_000, 0, 0);

        Assert.InRange(korean, 1_000, 1_100);
        Assert.InRange(english, 250, 350);
    }

    [Fact]
    public void What_was_cut_from_the_conversation_counts_as_well()
    {
        ConversationTurn[] turns = [new("user", new string('a', 1_000))];

        Assert.InRange(TokenEstimate.Prompt(turns, 100_000, 0, 0), 25_000, 35_000);
    }

    [Fact]
    public void Images_and_tools_take_room()
    {
        ConversationTurn[] turns = [new("user", "what is this?")];

        Assert.True(TokenEstimate.Prompt(turns, 0, images: 1, tools: 0) > TokenEstimate.Prompt(turns, 0, 0, 0) + 500);
        Assert.True(TokenEstimate.Prompt(turns, 0, images: 0, tools: 10) > TokenEstimate.Prompt(turns, 0, 0, 0) + 500);
    }

    [Fact]
    public void The_best_places_are_those_that_sorting_all_would_give() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<int, PositiveInt>(
                (seed, limit) =>
                {
                    var random = new Random(seed);
                    var all = Enumerable.Range(0, random.Next(1, 40)).Select(_ => RandomPlace(random)).ToList();
                    var best = new BestPlaces(limit.Get, limit.Get);
                    all.ForEach(place => best.Add(place));
                    all.Sort((one, other) => ReplicaPlace.BestFirst(one, other));
                    return best.Places.SequenceEqual(all.Take(limit.Get)) && best.Count == all.Count;
                }
            )
        );

    [Fact]
    public void What_is_worth_less_than_the_bar_would_not_have_been_kept() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<int, PositiveInt, PositiveInt>(
                (seed, limit, perModel) =>
                {
                    var random = new Random(seed);
                    RankedModel[] models = [Ranked("one:8b"), Ranked("two:8b"), Ranked("three:8b")];
                    var (all, some) = (
                        new BestPlaces(limit.Get, perModel.Get),
                        new BestPlaces(limit.Get, perModel.Get)
                    );
                    for (var i = 0; i < 60; i++)
                    {
                        var place = RandomPlace(random) with { Model = models[i / 20] };
                        all.Add(place);
                        if (place.Value >= some.BarOf(place.Model))
                        {
                            some.Add(place);
                        }
                    }

                    return all.Places.SequenceEqual(some.Places);
                }
            )
        );

    [Fact]
    public void The_members_of_an_ensemble_are_the_best_places_of_different_weights() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<int, PositiveInt>(
                (seed, limit) =>
                {
                    var random = new Random(seed);
                    var all = Enumerable.Range(0, 20).Select(i => OfWeights($"m{i}:8b", random)).ToList();
                    var members = new EnsembleMembers(limit.Get);
                    members.AddRange(all);
                    all.Sort((one, other) => ReplicaPlace.BestFirst(one, other));
                    var expected = all.DistinctBy(Weights).Take(limit.Get);
                    return members.Places.SequenceEqual(expected);
                }
            )
        );

    private static ReplicaPlace OfWeights(string name, Random random)
    {
        var digest = random.Next(4) == 0 ? "" : $"digest-{random.Next(6)}";
        var offer = Of(Replica("a", [Model(name) with { Digest = digest }])).Models[0];
        var model = new RankedModel(offer, 0, ReasonFlags.None, TaskType.Code);
        return Place(model, random.NextDouble(), random.NextDouble());
    }

    // Weights that nobody has named are nobody else's.
    private static string Weights(ReplicaPlace place) =>
        place.Entry.Model.Digest.Length > 0 ? place.Entry.Model.Digest : place.Entry.Model.Key;

    [Fact]
    public void Of_one_model_no_more_places_are_kept_than_its_share_and_others_keep_theirs()
    {
        var (one, other) = (Ranked("one:8b"), Ranked("other:8b"));
        var best = new BestPlaces(4, 2);
        for (var i = 0; i < 5; i++)
        {
            best.Add(Place(one, value: 10 + i, tie: 0));
        }

        best.Add(Place(other, value: 1, tie: 0));

        Assert.Equal([14, 13, 1], best.Places.Select(place => place.Value));
    }

    private static ReplicaPlace RandomPlace(Random random) =>
        Place(Ranked("m:8b", random.Next(2) == 0), random.Next(3), random.NextDouble()) with
        {
            HasFailed = random.Next(3) == 0,
            IsLate = random.Next(3) == 0,
            IsDegraded = random.Next(3) == 0,
        };

    private static RankedModel Ranked(string name, bool simulated = false) =>
        new(Of(Replica("a", [Model(name)], simulated: simulated)).Models[0], 0, ReasonFlags.None, TaskType.Code);

    private static ReplicaPlace Place(RankedModel model, double value, double tie) =>
        new(model, model.Offer.Entries[0], default, default, value, tie);
}
