using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.Testing;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Decisions;

/// <summary>One call or several, in a fleet.</summary>
public sealed class RouteChoiceTests
{
    private static readonly FleetSnapshot Fleet = Of(
        Replica("a", [Kin("alpha:14b", "one")], slots: 4),
        Replica("b", [Kin("beta:14b", "two")], slots: 4),
        Replica("c", [Kin("gamma:14b", "three")], slots: 4)
    );

    [Theory]
    [InlineData("auto:quality", "ensemble", "gain_pays")]
    [InlineData("auto", "single", "aim_takes_one_call")]
    [InlineData("alpha:14b", "single", "one_call_is_usual")]
    [InlineData("ensemble", "ensemble", "strategy_requested")]
    public void The_aim_decides_whether_several_answers_are_weighed(string model, string strategy, string reason)
    {
        var (request, result, plan) = Choose(Fleet, model);

        Assert.Equal((strategy, reason), (plan.Name, plan.Reasons[0]));
        Assert.Equal(strategy == "ensemble", request.IsEnsemble);
        Assert.NotEmpty(Models(result));
    }

    [Fact]
    public void A_single_answer_that_was_weighed_against_several_is_counted_once()
    {
        var selector = Selector(Of(Replica("a", [Kin("alpha:14b", "one")], slots: 4)));

        var (_, result, plan) = Choose(selector, Input("auto:quality"));

        Assert.Equal(("single", "too_few_members"), (plan.Name, plan.Reasons[0]));
        Assert.Equal(0, Assert.IsType<SelectionResult.Chosen>(result).Choices[0].Load);
        var (_, next, _) = Choose(selector, Input("auto:quality"));
        Assert.Equal(1, Assert.IsType<SelectionResult.Chosen>(next).Choices[0].Load);
    }

    [Fact]
    public void What_no_worker_carries_out_is_refused_to_whom_asks_for_it()
    {
        var (_, result, _) = Choose(Fleet, "debate");

        var refused = Assert.IsType<SelectionResult.Refused>(result);
        Assert.Equal((RefusalKind.NotCapable, "debate"), (refused.Kind, refused.Detail.Strategy));
    }

    [Fact]
    public void What_a_worker_says_that_it_carries_out_can_be_asked_for()
    {
        var debating = new FleetSnapshot(Fleet.Replicas)
        {
            Strategies = new[] { "debate" }.ToFrozenSet(StringComparer.Ordinal),
        };

        var (request, result, _) = Choose(debating, "debate");

        Assert.Equal("debate", request.Model.Strategy);
        Assert.Equal(3, Models(result).Count());
        Assert.Equal(
            "ensemble",
            Assert.IsType<SelectionResult.Refused>(Choose(debating, "ensemble").Result).Detail.Strategy
        );
    }

    [Theory]
    [InlineData("ensemble", "ensemble", "strategy_rule")]
    [InlineData("debate", "single", "not_carried_out")]
    public void A_rule_brings_a_strategy_where_a_worker_carries_it_out(string rule, string strategy, string reason)
    {
        var (_, result, plan) = Choose(Selector(Fleet), Input("auto:fast"), RuleVerdict.None with { Strategy = rule });

        Assert.Equal((strategy, reason), (plan.Name, plan.Reasons[0]));
        Assert.IsType<SelectionResult.Chosen>(result);
    }

    private static (SelectionRequest Request, SelectionResult Result, Router.Strategy.StrategyPlan Plan) Choose(
        FleetSnapshot fleet,
        string model
    ) => Choose(Selector(fleet), Input(model));

    private static (SelectionRequest Request, SelectionResult Result, Router.Strategy.StrategyPlan Plan) Choose(
        ReplicaSelector selector,
        RouteInput input,
        RuleVerdict? rules = null
    )
    {
        var classified = new Router.Classification.Classification(
            TaskType.QuestionAnswering,
            TextLanguage.English,
            1,
            [],
            ClassificationTier.Default
        );
        return new RouteChoice(
            selector,
            Options.Create(new StrategyOptions()),
            Options.Create(new ProfilesOptions())
        ).Choose(input, Needs.Of(input, classified, 256, RoleMap.Empty, rules));
    }

    private static ReplicaSelector Selector(FleetSnapshot fleet)
    {
        var selector = new ReplicaSelector(Ranking(), Limits, new Random(1), new ManualTimeProvider(Start));
        selector.Update(fleet);
        return selector;
    }

    private static IEnumerable<string> Models(SelectionResult result) =>
        Assert.IsType<SelectionResult.Chosen>(result).Choices.Models();

    private static ModelSnapshot Kin(string name, string family) =>
        Model(name, resident: true, size: "14B") with
        {
            Family = family,
        };

    private static RouteInput Input(string model) =>
        new("run-1", model, [new ConversationTurn("user", "Why?")], 4, 0, 0, false, false, 0, [], DryRun: false);
}
