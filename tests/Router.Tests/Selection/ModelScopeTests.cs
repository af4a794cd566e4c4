using Orchestrator.Router.Fleet;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>Rules, roles and fallback chains: who may answer, and who goes first.</summary>
public sealed class ModelScopeTests
{
    private static readonly ReplicaSnapshot All = Replica(
        "a",
        [Model("qwen3:8b"), Model("gemma3:4b"), Model("llama3.3:70b"), Model("mistral:7b")],
        slots: 8
    );

    private static readonly FleetSnapshot Fleet = Of(All);

    [Fact]
    public void Only_what_a_rule_forces_may_answer_and_the_others_are_named_with_the_reason()
    {
        var candidates = Rank(
            Request("auto") with
            {
                Rules = RuleVerdict.None with { Force = ["QWEN3*", "mistral:7b"] },
            }
        );

        Assert.Equal(["mistral:7b", "qwen3:8b"], Names(candidates));
        Assert.Equal(
            [("gemma3:4b", "not_forced"), ("llama3.3:70b", "not_forced")],
            candidates.Exclusions.Select(excluded => (excluded.Model, excluded.Reason))
        );
        Assert.All(candidates.Models, model => Assert.Equal("rule_forces", model.Reasons[0]));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("qwen3:8b")]
    public void What_a_rule_forbids_never_answers_whoever_asks_for_it(string asked)
    {
        var step = Choose(Request(asked) with { Rules = RuleVerdict.None with { Forbid = ["qwen3:*"] } });

        Assert.Contains(new ExcludedCandidate("qwen3:8b", "", "rule_forbids"), step.Result.Exclusions);
        if (asked == "auto")
        {
            Assert.DoesNotContain("qwen3:8b", step.Choices().Models());
        }
        else
        {
            Assert.Equal((RefusalKind.NotCapable, true), (step.Refusal().Kind, step.Refusal().Detail.IsLeftOut));
        }
    }

    [Fact]
    public void What_a_rule_prefers_goes_before_what_the_configuration_prefers()
    {
        var request = Request("auto") with { Rules = RuleVerdict.None with { Prefer = ["mistral*", "gemma*"] } };

        var choices = Choose(request, Ranking(("default", ["llama*"]))).Choices();

        Assert.Equal(["mistral:7b", "gemma3:4b", "llama3.3:70b"], choices.Models().Take(3));
        Assert.Equal("rule_prefers", choices[0].Reasons[0]);
    }

    [Fact]
    public void A_role_with_an_aim_at_its_end_lets_its_own_models_go_first_and_all_others_follow()
    {
        var choices = Choose(WithRole("planner")).Choices();

        Assert.Equal("gemma3:4b", choices[0].Entry.Model.Name);
        Assert.Contains("role", choices[0].Reasons);
        Assert.Equal(4, choices.Count);
    }

    [Fact]
    public void A_role_without_an_aim_is_for_its_own_models_only()
    {
        var step = Choose(WithRole("judge"));

        Assert.Equal(["mistral:7b"], step.Choices().Models());
        Assert.Contains(new ExcludedCandidate("qwen3:8b", "", "role_not_mapped"), step.Result.Exclusions);
    }

    [Fact]
    public void A_role_that_nobody_mapped_is_left_to_the_aim_and_the_reasons_say_so()
    {
        var with = Choose(WithRole("poet")).Choices();
        var without = Choose(Request("auto")).Choices();

        Assert.Equal(without.Models(), with.Models());
        Assert.All(with, choice => Assert.Contains("role_unmapped", choice.Reasons));
    }

    [Fact]
    public void A_named_model_comes_before_its_fallbacks_and_they_in_their_order()
    {
        var step = Choose(Request("qwen3:8b"), Falling(("qwen3:*", ["mistral*", "gemma*"])));

        Assert.Equal(["qwen3:8b", "mistral:7b", "gemma3:4b"], step.Choices().Models());
        Assert.Contains("requested", step.Choices()[0].Reasons);
        Assert.Contains("fallback", step.Choices()[1].Reasons);
    }

    [Fact]
    public void When_no_replica_of_the_named_model_can_be_used_a_fallback_answers()
    {
        var fleet = Of(
            Replica("gone", [Model("qwen3:8b")], health: ReplicaHealth.Unreachable),
            Replica("full", [Model("qwen3:8b")], inFlight: 1, queueLimit: 0),
            Replica("b", [Model("mistral:7b")])
        );
        var request = Request("qwen3:8b");
        var ranking = Falling(("qwen3:8b", ["mistral*"]));

        var choices = Fresh(fleet).Choose(request, ranking: ranking).Choices();

        Assert.Equal(["mistral:7b"], choices.Models());
        Assert.Contains("fallback", choices[0].Reasons);
    }

    [Fact]
    public void A_fallback_that_cannot_do_what_is_asked_is_no_help()
    {
        var fleet = Of(Replica("a", [Model("seeing:8b", capabilities: ["completion", "vision"]), Model("mistral:7b")]));
        var request = Request("mistral:7b", needs: ModelAbilities.Completion | ModelAbilities.Vision);

        var seeing = Fresh(fleet).Choose(request, ranking: Falling(("*", ["seeing*"])));
        var blind = Fresh(fleet).Choose(request, ranking: Falling(("*", ["none*"])));

        Assert.Equal(["seeing:8b"], seeing.Choices().Models());
        Assert.Equal("vision", blind.Refusal().Detail.Lacking);
    }

    [Theory]
    [InlineData("gpt-oss:120b", true)]
    [InlineData("gpt-oss:*", false)]
    [InlineData("*", false)]
    public void An_unknown_name_is_an_error_unless_a_chain_is_for_exactly_this_name(string pattern, bool answers)
    {
        var step = Choose(Request("gpt-oss:120b"), Falling((pattern, ["llama*"])));

        if (answers)
        {
            Assert.Equal(["llama3.3:70b"], step.Choices().Models());
        }
        else
        {
            Assert.Equal(RefusalKind.UnknownModel, step.Refusal().Kind);
        }
    }

    private static SelectionRequest WithRole(string role) =>
        Request("auto") with
        {
            Role = new RoleMap(
                new Dictionary<string, string[]>(StringComparer.Ordinal)
                {
                    ["planner"] = ["gemma*", "auto:quality", "mistral*"],
                    ["judge"] = ["mistral:*"],
                }
            ).Find(role),
        };

    private static ModelRanking Falling(params (string Model, string[] Use)[] chains) =>
        new(
            new ModelPreferences(new Dictionary<string, string[]>(StringComparer.Ordinal)),
            rules: null,
            RankingSettings.Default with
            {
                Fallbacks = new FallbackMap(chains.Select(chain => FallbackChain.Of(chain.Model, chain.Use))),
            }
        );

    private static Candidates Rank(SelectionRequest request) => Ranking().Rank(Fleet, request);

    private static IEnumerable<string> Names(Candidates candidates) =>
        candidates.Models.Select(model => model.Offer.Name).Order(StringComparer.Ordinal);

    private static (SelectionState State, SelectionResult Result) Choose(
        SelectionRequest request,
        ModelRanking? ranking = null
    ) => Fresh(Fleet).Choose(request, ranking: ranking);
}
