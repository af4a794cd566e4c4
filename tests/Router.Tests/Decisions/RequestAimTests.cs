using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Tests.Decisions;

/// <summary>What a request is really asked of, once rules and roles have had their say.</summary>
public sealed class RequestAimTests
{
    private static readonly RoleMap Roles = new(
        new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["planner"] = ["gpt-oss*", "auto:quality"],
            ["judge"] = ["gemma*"],
        }
    );

    [Theory]
    [InlineData("auto", "planner", nameof(ModelAim.Quality))]
    [InlineData("auto:fast", "Planner", nameof(ModelAim.Quality))]
    [InlineData("auto:fast", "judge", nameof(ModelAim.Fast))]
    [InlineData("auto:fast", "poet", nameof(ModelAim.Fast))]
    [InlineData("auto:fast", "", nameof(ModelAim.Fast))]
    [InlineData("qwen3:8b", "planner", nameof(ModelAim.Named))]
    [InlineData("ensemble", "planner", nameof(ModelAim.Ensemble))]
    public void A_role_brings_its_own_aim_unless_a_model_or_a_strategy_is_named(
        string model,
        string role,
        string aim
    ) => Assert.Equal(aim, Of(Input(model) with { Role = role }).Model.Aim.ToString());

    [Fact]
    public void A_named_model_has_no_role() => Assert.Null(Of(Input("qwen3:8b") with { Role = "judge" }).Role);

    [Theory]
    [InlineData("qwen3:8b", "qwen3*", nameof(ModelAim.Named))]
    [InlineData("qwen3:8b", "Gemma*", nameof(ModelAim.Balanced))]
    [InlineData("auto:fast", "gemma*", nameof(ModelAim.Fast))]
    public void A_rule_that_forces_other_models_takes_the_place_of_the_name(string model, string force, string aim) =>
        Assert.Equal(aim, Of(Input(model), RuleVerdict.None with { Force = [force] }).Model.Aim.ToString());

    [Theory]
    [InlineData("auto", true)]
    [InlineData("auto:cheap", true)]
    [InlineData("qwen3:8b", false)]
    [InlineData("ensemble", false)]
    public void Only_automatic_choices_may_explore(string model, bool may) =>
        Assert.Equal(may, Of(Input(model)).MayExplore);

    [Fact]
    public void A_forced_choice_never_explores() =>
        Assert.False(Of(Input("auto"), RuleVerdict.None with { Force = ["gemma*"] }).MayExplore);

    [Theory]
    [InlineData(0, "user,assistant,user", true)]
    [InlineData(1, "user", true)]
    [InlineData(1, "user,assistant,user", false)]
    [InlineData(0, "user,assistant,tool", false)]
    public void Inside_of_a_tool_loop_nothing_is_tried(int tools, string roles, bool may)
    {
        var turns = roles.Split(',').Select(role => new ConversationTurn(role, "text")).ToList();

        Assert.Equal(may, Of(Input("auto") with { Turns = turns, ToolCount = tools }).MayExplore);
    }

    [Fact]
    public void What_rules_out_several_calls_is_named()
    {
        var plain = Input("auto:quality");

        Assert.Null(RequestAim.WhyOneCall(plain));
        Assert.Equal("single_only", RequestAim.WhyOneCall(plain with { SingleOnly = true, ToolCount = 1 }));
        Assert.Equal("has_tools", RequestAim.WhyOneCall(plain with { ToolCount = 1 }));
        Assert.Equal("has_images", RequestAim.WhyOneCall(plain with { ImageCount = 1 }));
        Assert.Equal("has_thinking", RequestAim.WhyOneCall(plain with { WantsThinking = true }));
        Assert.Equal("has_form", RequestAim.WhyOneCall(plain with { WantsJson = true }));
    }

    private static SelectionRequest Of(RouteInput input, RuleVerdict? rules = null) =>
        Needs.Of(
            input,
            new Router.Classification.Classification(
                TaskType.QuestionAnswering,
                TextLanguage.English,
                1,
                [],
                ClassificationTier.Default
            ),
            256,
            Roles,
            rules
        );

    private static RouteInput Input(string model) =>
        new("run-1", model, [new ConversationTurn("user", "Hello?")], 6, 0, 0, false, false, 0, [], DryRun: false);
}
