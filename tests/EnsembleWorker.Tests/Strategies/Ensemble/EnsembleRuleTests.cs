using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

public sealed class EnsembleRuleTests
{
    [Fact]
    public void The_best_models_of_the_run_take_part_each_once_and_no_more_than_the_limit()
    {
        var members = EnsembleRule.Members(["a:1", "b:1", "A:1", "c:1", "d:1"], most: 3);

        Assert.Equal(
            [new Member("member-1", "a:1"), new Member("member-2", "b:1"), new Member("member-3", "c:1")],
            members
        );
    }

    [Fact]
    public void The_best_member_writes_the_answer_unless_a_model_is_named_for_it()
    {
        var members = EnsembleRule.Members(["a:1", "b:1"], most: 3);

        Assert.Equal("a:1", EnsembleRule.Synthesizer(members, configured: ""));
        Assert.Equal("z:70b", EnsembleRule.Synthesizer(members, configured: "z:70b"));
    }

    [Fact]
    public void Two_or_more_answers_are_brought_together_best_first()
    {
        var (first, failed, third) = (Done("member-1"), Failed("member-2", "silent"), Done("member-3"));

        var decision = EnsembleRule.AfterMembers([first, failed, third]);

        Assert.Equal([first, third], Assert.IsType<EnsembleDecision.Synthesize>(decision).Candidates);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void One_answer_that_is_left_is_the_answer(string nothing)
    {
        var only = Done("member-2");

        var decision = EnsembleRule.AfterMembers([Done("member-1") with { Text = nothing }, only]);

        Assert.Equal(new EnsembleDecision.Answer(only), decision);
    }

    [Fact]
    public void Without_any_answer_the_run_fails_with_the_first_cause()
    {
        var decision = EnsembleRule.AfterMembers([
            Done("member-1") with
            {
                Text = "",
            },
            Failed("member-2", "silent"),
            Failed("member-3", "all_busy"),
        ]);

        Assert.Equal(new EnsembleDecision.Fail("silent", "Because of silent."), decision);
    }

    [Fact]
    public void Members_that_all_say_nothing_have_a_cause_of_their_own()
    {
        var decision = EnsembleRule.AfterMembers([Done("member-1") with { Text = "" }]);

        Assert.Equal("empty_answers", Assert.IsType<EnsembleDecision.Fail>(decision).Cause);
    }

    [Fact]
    public void A_synthesis_that_failed_or_says_nothing_is_replaced_by_the_best_candidate()
    {
        var candidates = new[] { Done("member-2"), Done("member-3") };
        var synthesis = Done("synthesis");

        Assert.Same(synthesis, EnsembleRule.AfterSynthesis(synthesis, candidates));
        Assert.Same(candidates[0], EnsembleRule.AfterSynthesis(Failed("synthesis", "silent"), candidates));
        Assert.Same(candidates[0], EnsembleRule.AfterSynthesis(synthesis with { Text = " " }, candidates));
    }

    private static StepResult Done(string step) =>
        new()
        {
            Step = step,
            Model = "m:1",
            Text = $"{step} answers",
        };

    private static StepResult Failed(string step, string cause) =>
        new()
        {
            Step = step,
            Model = "m:1",
            Cause = cause,
            Message = $"Because of {cause}.",
        };
}
