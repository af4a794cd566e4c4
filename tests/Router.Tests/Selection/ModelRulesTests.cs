using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>What operators set per model, in the choice.</summary>
public sealed class ModelRulesTests
{
    private static readonly FleetSnapshot Fleet = Of(Replica("r", [Model("alpha:8b"), Model("beta:8b")]));

    [Fact]
    public void A_model_that_is_switched_off_is_excluded_with_the_reason()
    {
        var step = Choose("auto", ("alpha:8b", ModelRule.Usual with { Enabled = false }));

        Assert.Equal(["beta:8b"], step.Choices().Models());
        Assert.Contains(new ExcludedCandidate("alpha:8b", "", "disabled"), step.Result.Exclusions);
    }

    [Theory]
    [InlineData("alpha:8b")]
    [InlineData("auto")]
    public void When_all_that_was_asked_for_is_switched_off_the_refusal_says_so(string model)
    {
        var off = ModelRule.Usual with { Enabled = false };

        var refusal = Choose(model, ("alpha:8b", off), ("beta:8b", off)).Refusal();

        Assert.Equal((RefusalKind.NotCapable, true), (refusal.Kind, refusal.Detail.IsDisabled));
    }

    [Fact]
    public void Among_equals_the_higher_priority_wins()
    {
        Assert.Equal("alpha:8b", Choose("auto").Choices()[0].Entry.Model.Name);

        var first = Choose("auto", ("beta:8b", ModelRule.Usual with { Priority = 6 })).Choices()[0];

        Assert.Equal("beta:8b", first.Entry.Model.Name);
        Assert.Contains("high_priority", first.Reasons);
    }

    [Fact]
    public void A_lower_priority_goes_last_among_equals() =>
        Assert.Equal(
            "beta:8b",
            Choose("auto", ("alpha:8b", ModelRule.Usual with { Priority = 4 })).Choices()[0].Entry.Model.Name
        );

    [Fact]
    public void A_model_that_is_optimal_for_the_task_wins_for_that_task_only()
    {
        var rule = ModelRule.Usual with { OptimalFor = new HashSet<TaskType> { TaskType.Math } };

        var math = Choose("auto", TaskType.Math, ("beta:8b", rule)).Choices()[0];
        var code = Choose("auto", TaskType.Code, ("beta:8b", rule)).Choices()[0];

        Assert.Equal("beta:8b", math.Entry.Model.Name);
        Assert.Contains("optimal_for", math.Reasons);
        Assert.Equal("alpha:8b", code.Entry.Model.Name);
    }

    private static (SelectionState State, SelectionResult Result) Choose(
        string model,
        params (string Model, ModelRule Rule)[] rules
    ) => Choose(model, TaskType.QuestionAnswering, rules);

    private static (SelectionState State, SelectionResult Result) Choose(
        string model,
        TaskType task,
        params (string Model, ModelRule Rule)[] rules
    )
    {
        var byKey = rules.ToDictionary(rule => rule.Model, rule => rule.Rule, StringComparer.Ordinal);
        var view = new ModelRulesView { Current = new ModelRules(byKey) };
        var none = new Dictionary<string, string[]>(StringComparer.Ordinal);
        return Fresh(Fleet).Choose(Request(model, task), ranking: new ModelRanking(new ModelPreferences(none), view));
    }
}
