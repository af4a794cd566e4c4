using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

public sealed class ModelRankingTests
{
    private static readonly FleetSnapshot Mixed = Of(
        Replica(
            "a",
            [
                Model("llama3.3:70b", size: "70.6B"),
                Model("qwen3:8b", size: "8.2B"),
                Model("qwen2.5-coder:7b", size: "7.6B"),
                Model("exaone3.5:7.8b", size: "7.8B"),
                Model("llama3.2:1b", size: "1.2B"),
                Model("nomic-embed-text:latest", capabilities: "embedding"),
            ],
            slots: 4
        )
    );

    [Theory]
    [InlineData("auto", nameof(TaskType.Code), "en", "qwen2.5-coder:7b")]
    [InlineData("auto", nameof(TaskType.QuestionAnswering), "ko", "exaone3.5:7.8b")]
    [InlineData("auto:quality", nameof(TaskType.QuestionAnswering), "en", "llama3.3:70b")]
    [InlineData("auto:fast", nameof(TaskType.QuestionAnswering), "en", "llama3.2:1b")]
    [InlineData("auto:cheap", nameof(TaskType.QuestionAnswering), "en", "exaone3.5:7.8b")]
    [InlineData("AUTO:latest", nameof(TaskType.Code), "en", "qwen2.5-coder:7b")]
    public void The_aim_the_task_and_the_language_choose_the_model(
        string model,
        string task,
        string language,
        string expected
    )
    {
        var choices = Fresh(Mixed)
            .Choose(
                Request(
                    model,
                    Enum.Parse<TaskType>(task),
                    language == "ko" ? TextLanguage.Korean : TextLanguage.English
                )
            )
            .Choices();

        Assert.Equal(expected, choices[0].Entry.Model.Name);
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("auto:fast")]
    [InlineData("auto:quality")]
    [InlineData("auto:cheap")]
    public void An_embedding_model_never_answers(string model)
    {
        var step = Fresh(Mixed).Choose(Request(model));

        Assert.DoesNotContain("nomic-embed-text:latest", step.Choices().Models());
        Assert.Contains(
            new ExcludedCandidate("nomic-embed-text:latest", "", "lacks_completion"),
            step.Result.Exclusions
        );
    }

    [Fact]
    public void A_coder_is_not_the_one_to_chat_with()
    {
        var fleet = Of(Replica("a", [Model("qwen2.5-coder:14b"), Model("mistral:7b")]));

        var choices = Fresh(fleet).Choose(Request("auto", TaskType.ConversationRoleplay)).Choices();

        Assert.Equal(["mistral:7b", "qwen2.5-coder:14b"], choices.Models());
        Assert.Contains("next_model", choices[1].Reasons);
    }

    [Fact]
    public void The_operators_patterns_decide_in_their_order()
    {
        var ranking = Ranking(("code", ["llama3.2:*", "qwen3:8b"]));

        var choices = Fresh(Mixed).Choose(Request("auto", TaskType.Code), ranking: ranking).Choices();

        Assert.Equal(["llama3.2:1b", "qwen3:8b", "qwen2.5-coder:7b"], choices.Models().Take(3));
        Assert.Equal("preferred", choices[0].Reasons[0]);
    }

    [Fact]
    public void A_model_in_memory_goes_before_an_equal_one_that_has_to_be_loaded()
    {
        var fleet = Of(Replica("a", [Model("gemma2:9b"), Model("gemma3:9b", resident: true)]));

        Assert.Equal(["gemma3:9b", "gemma2:9b"], Fresh(fleet).Choose(Request("auto")).Choices().Models());
    }

    [Fact]
    public void A_busy_model_gives_way_to_a_free_one_of_its_kind()
    {
        var fleet = Of(Replica("a", [Model("mistral-a:7b")], inFlight: 1), Replica("b", [Model("mistral-b:7b")]));

        Assert.Equal(["mistral-b:7b", "mistral-a:7b"], Fresh(fleet).Choose(Request("auto")).Choices().Models());
    }

    [Theory]
    [InlineData("QWEN3:8B")]
    [InlineData(" qwen3:8b ")]
    public void A_name_is_found_however_it_is_spelled(string name) =>
        Assert.Equal(["qwen3:8b"], Fresh(Mixed).Choose(Request(name)).Choices().Models());

    [Fact]
    public void A_name_without_a_tag_means_latest()
    {
        var fleet = Of(Replica("a", [Model("qwen3:latest"), Model("qwen3:8b")]));

        Assert.Equal(["qwen3:latest"], Fresh(fleet).Choose(Request("qwen3")).Choices().Models());
    }

    [Fact]
    public void A_named_model_is_never_replaced_by_another()
    {
        var fleet = Of(
            Replica("a", [Model("qwen3:8b")], health: ReplicaHealth.Unreachable),
            Replica("b", [Model("qwen3:14b")])
        );

        Assert.Equal(RefusalKind.NoReplica, Fresh(fleet).Choose(Request("qwen3:8b")).Refusal().Kind);
    }

    [Theory]
    [InlineData("vision")]
    [InlineData("thinking")]
    public void What_no_model_can_do_is_refused_by_name(string lacking)
    {
        var refusal = Fresh(Mixed)
            .Choose(Request("auto", needs: AbilityNames.Parse(["completion", lacking], "")))
            .Refusal();

        Assert.Equal((RefusalKind.NotCapable, lacking), (refusal.Kind, refusal.Detail.Lacking));
    }

    [Fact]
    public void A_prompt_beyond_every_context_is_refused_with_the_longest_one()
    {
        var refusal = Fresh(Mixed).Choose(Request("auto", tokens: 40_000)).Refusal();

        Assert.Equal((RefusalKind.NotCapable, 32_768u), (refusal.Kind, refusal.Detail.LongestContext));
    }

    [Fact]
    public void An_unknown_context_excludes_nobody()
    {
        var fleet = Of(Replica("a", [Model("qwen3:8b", context: 0)]));

        Assert.Single(Fresh(fleet).Choose(Request(tokens: 500_000)).Choices());
    }

    [Theory]
    [InlineData("qwen3:9b", "qwen3:8b")]
    [InlineData("qwen-3:8b", "qwen3:8b")]
    [InlineData("exaone", "exaone3.5:7.8b")]
    public void An_unknown_name_is_answered_with_the_closest_ones(string name, string closest)
    {
        var refusal = Fresh(Mixed).Choose(Request(name)).Refusal();

        Assert.Equal(RefusalKind.UnknownModel, refusal.Kind);
        Assert.Equal(closest, refusal.Detail.ClosestNames[0]);
    }

    [Fact]
    public void An_empty_fleet_has_no_replica_rather_than_no_such_model() =>
        Assert.Equal(RefusalKind.NoReplica, Fresh(FleetSnapshot.Empty).Choose(Request("qwen3")).Refusal().Kind);
}
