using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Explanations;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;
using static Orchestrator.Router.Tests.Rules.RuleTexts;

namespace Orchestrator.Router.Tests.Rules;

/// <summary>Rules that force models, from their text to the choice.</summary>
public sealed class ForcedChoiceTests
{
    private const string Force = "rules: [{ name: house-rule, force: gemma3*, priority: batch }]";
    private const string ForceFirst = "rules: [{ name: house-rule, force: gemma3*, fallback: true }]";

    [Theory]
    [InlineData("auto")]
    [InlineData("qwen3:8b")]
    public void Only_the_forced_model_answers_whatever_was_asked_for(string model)
    {
        var step = Choose(Force, model, Replica("a", [Model("qwen3:8b"), Model("gemma3:4b")], slots: 4));

        Assert.Equal(["gemma3:4b"], step.Choices().Models());
        Assert.Equal("rule_forces", step.Choices()[0].Reasons[0]);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("qwen3:8b")]
    public void With_fallback_the_forced_model_goes_first_and_what_was_asked_for_follows(string model)
    {
        var step = Choose(ForceFirst, model, Replica("a", [Model("qwen3:8b", resident: true), Model("gemma3:4b")]));

        Assert.Equal(["gemma3:4b", "qwen3:8b"], step.Choices().Models());
    }

    [Fact]
    public void With_fallback_a_named_model_is_followed_by_no_model_that_nobody_has_named()
    {
        var fleet = Replica("a", [Model("qwen3:8b"), Model("gemma3:4b"), Model("mistral:7b")]);

        Assert.DoesNotContain("mistral:7b", Choose(ForceFirst, "qwen3:8b", fleet).Choices().Models());
    }

    [Theory]
    [InlineData(true, nameof(RefusalKind.NotCapable))]
    [InlineData(false, nameof(RefusalKind.NoReplica))]
    public void A_refusal_names_the_rule_whatever_keeps_the_forced_model_from_answering(bool isThere, string kind)
    {
        var gemma = Model("gemma3:4b", context: isThere ? 64u : 32_768);
        var health = isThere ? ReplicaHealth.Healthy : ReplicaHealth.Unreachable;
        var request = Asked(Force, "auto");
        var fleet = Of(Replica("a", [Model("qwen3:8b")]), Replica("b", [gemma], health: health));

        var step = Fresh(fleet).Choose(request);
        var decision = new RouteDecision("d", Classified(), request, step.Result);

        Assert.Equal(kind, step.Refusal().Kind.ToString());
        Assert.Contains("'house-rule'", EnglishExplanation.Of(decision));
        Assert.Contains("'house-rule' 규칙", KoreanExplanation.Of(decision));
        Assert.Contains(new ExcludedCandidate("qwen3:8b", "", "not_forced"), step.Result.Exclusions);
    }

    [Fact]
    public void A_rule_sets_the_priority_in_the_place_of_what_was_asked_for() =>
        Assert.Equal(RequestPriority.Batch, Asked(Force, "auto").Priority);

    private static (SelectionState State, SelectionResult Result) Choose(
        string yaml,
        string model,
        ReplicaSnapshot replica
    ) => Fresh(Of(replica)).Choose(Asked(yaml, model));

    private static SelectionRequest Asked(string yaml, string model)
    {
        var classification = Classified(TaskType.QuestionAnswering, TextLanguage.English);
        var input = Input(model: model);
        return Needs.Of(input, classification, 256, rules: Parsed(yaml).Verdict(input, classification));
    }
}
