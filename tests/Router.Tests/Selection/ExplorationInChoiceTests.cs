using Orchestrator.Router.Estimates;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Learned;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>When another model than the best one is tried.</summary>
public sealed class ExplorationInChoiceTests
{
    // Two models of one size on hosts of one kind, of which the one was good and the other is not well known.
    private static readonly FleetSnapshot Fleet = Of(
        Replica("a", [Model("alpha:8b", resident: true, size: "8B")]),
        Replica("b", [Model("beta:8b", resident: true, size: "8B")])
    );

    private static readonly PolicySnapshot Learned = new(
        7,
        [
            new LearnedCell("digest-of-alpha:8b", Kind: null, 0.7, 0.0001),
            new LearnedCell("digest-of-beta:8b", Kind: null, 0.66, 0.01),
        ],
        armsMax: 10
    );

    [Fact]
    public void Of_a_thousand_choices_some_try_another_model_and_no_more_than_the_cap()
    {
        var random = new Random(5);
        var chosen = Enumerable
            .Range(0, 1_000)
            .Select(_ => Choose(Request("auto") with { MayExplore = true }, random))
            .ToList();

        var tried = chosen.Where(choice => choice.Explored).ToList();
        Assert.InRange(tried.Count, 30, 70);
        Assert.All(tried, choice => Assert.Equal("beta:8b", choice.Choices[0].Entry.Model.Name));
        Assert.All(tried, choice => Assert.Equal("explored", choice.Choices[0].Reasons[0]));
        Assert.All(tried, choice => Assert.Equal(0.05, choice.Propensity, 6));
        Assert.All(chosen.Except(tried), choice => Assert.Equal(0.95, choice.Propensity, 6));
    }

    [Fact]
    public void Propensities_of_the_models_that_were_weighed_add_up_to_one()
    {
        var chosen = Choose(Request("auto", dryRun: true) with { MayExplore = true }, new Random(1));

        Assert.Equal(["alpha:8b", "beta:8b"], chosen.Weighed.Select(model => model.Best.Entry.Model.Name));
        Assert.Equal([0.95, 0.05], chosen.Weighed.Select(model => Math.Round(model.Propensity, 6)));
        Assert.All(chosen.Weighed, model => Assert.Equal(QualitySources.Learned, model.Best.Quality.Source));
    }

    [Theory]
    [InlineData(false, "auto", false)]
    [InlineData(true, "auto", true)]
    public void Nothing_is_tried_where_it_is_not_allowed_or_only_asked_for(bool mayExplore, string model, bool dryRun)
    {
        var random = new Random(5);
        var request = Request(model, dryRun: dryRun) with { MayExplore = mayExplore };

        Assert.DoesNotContain(Enumerable.Range(0, 300).Select(_ => Choose(request, random)), one => one.Explored);
    }

    [Fact]
    public void Before_anything_was_learned_the_choice_is_the_same_every_time()
    {
        var random = new Random(5);
        var request = Request("auto") with { MayExplore = true };
        var better = Of(
            Replica("a", [Model("alpha:8b", resident: true, size: "8B")]),
            Replica("b", [Model("beta:0.5b", resident: true, size: "0.5B")])
        );

        var all = Enumerable.Range(0, 50).Select(_ => Choose(request, random, learned: false, better)).ToList();

        Assert.All(all, one => Assert.Equal(("alpha:8b", 1.0), (one.Choices[0].Entry.Model.Name, one.Propensity)));
    }

    private static SelectionResult.Chosen Choose(
        SelectionRequest request,
        Random random,
        bool learned = true,
        FleetSnapshot? fleet = null
    )
    {
        var policy = new PolicyView();
        if (learned)
        {
            policy.TryReplace(Learned);
        }

        var none = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var ranking = new ModelRanking(
            new ModelPreferences(none),
            rules: null,
            RankingSettings.Default with
            {
                Policy = policy,
            }
        );
        var state = Fresh(fleet ?? Fleet);
        var (_, result) = state.Choose(request, ranking.Rank(state.Fleet, request), Start, Limits, random);
        return Assert.IsType<SelectionResult.Chosen>(result);
    }
}
