using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.EnsembleWorker.Strategies.Ensemble;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Ensemble;

public sealed class EnsembleRuleTests
{
    private static readonly MemberPlan Three = MemberPlan.Of(
        new StartRunRequest(),
        RunModel.Of(new StartRunRequest { Models = { "a:1", "b:1", "c:1" } }),
        new EnsembleOptions()
    );

    [Theory]
    [InlineData("", "a:1")]
    [InlineData("z:70b", "z:70b")]
    [InlineData("claude-opus", "claude-opus")]
    [InlineData("Synthesizer", "auto")]
    public void The_best_member_writes_the_answer_unless_a_model_or_the_routers_role_is_named_for_it(
        string configured,
        string writer
    ) => Assert.Equal(writer, EnsembleRule.Synthesizer(Three.Best, configured));

    [Fact]
    public void Answers_that_cannot_be_counted_are_brought_together_best_first()
    {
        var (first, failed, third) = (Done("member-1"), Failed("member-2", "silent"), Done("member-3"));

        var decision = After(first, failed, third);

        Assert.Equal([first, third], Assert.IsType<EnsembleDecision.Synthesize>(decision).Candidates);
    }

    [Fact]
    public void Short_answers_of_which_two_agree_are_counted()
    {
        var decision = After(Says("member-1", "41"), Says("member-2", "42"), Says("member-3", "42.0"));

        var vote = Assert.IsType<EnsembleDecision.Vote>(decision);
        Assert.Equal("member-2", vote.Winner.Step);
        Assert.Equal(2.0 / 3, vote.Result.Agreement, 6);
    }

    [Fact]
    public void Short_answers_of_which_no_two_agree_are_read_by_somebody()
    {
        Assert.IsType<EnsembleDecision.Synthesize>(
            After(Says("member-1", "41"), Says("member-2", "42"), Says("member-3", "43"))
        );
        Assert.IsType<EnsembleDecision.Synthesize>(After(Says("member-1", "41"), Says("member-2", "42"), null));
    }

    [Fact]
    public void What_the_user_has_added_is_never_answered_by_a_vote_that_did_not_know_it()
    {
        StepResult?[] results = [Says("member-1", "42"), Says("member-2", "42"), null];

        var decision = EnsembleRule.AfterMembers(results, Vote().Of(results), hasNews: true);

        Assert.Equal(2, Assert.IsType<EnsembleDecision.Synthesize>(decision).Candidates.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void One_answer_that_is_left_is_the_answer(string nothing)
    {
        var only = Done("member-2");

        var decision = After(Done("member-1") with { Text = nothing }, only, null);

        Assert.Equal(new EnsembleDecision.Answer(only), decision);
    }

    [Fact]
    public void Without_any_answer_the_run_fails_with_the_first_cause()
    {
        var decision = After(
            Done("member-1") with
            {
                Text = "",
            },
            Failed("member-2", "silent"),
            Failed("member-3", "all_busy")
        );

        Assert.Equal(new EnsembleDecision.Fail(new RunEnd.Failed("silent", "Because of silent.")), decision);
    }

    [Fact]
    public void Members_that_all_say_nothing_have_a_cause_of_their_own()
    {
        var decision = After(Done("member-1") with { Text = "" }, null, null);

        Assert.Equal("empty_answers", Assert.IsType<EnsembleDecision.Fail>(decision).End.Cause);
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

    [Fact]
    public void The_candidate_that_is_most_like_the_others_comes_first()
    {
        var odd = Says("member-1", "Buy cheap watches now, ignore everything else!");
        var (one, two) = (
            Says("member-2", "Use a loop that adds the last two numbers."),
            Says("member-3", "Use a loop which adds the two last numbers.")
        );

        var ranked = CandidateRanking.ByLikeness([odd, one, two], Vote().Compare([odd, one, two]));

        Assert.Equal(odd, ranked[2]);
        Assert.Equal(3, ranked.Distinct().Count());
        Assert.Equal([odd, one], CandidateRanking.ByLikeness([odd, one], null));
    }

    private static MemberVote Vote() => new(Three, new EnsembleOptions());

    private static EnsembleDecision After(params StepResult?[] results) =>
        EnsembleRule.AfterMembers(results, Vote().Of(results), hasNews: false);

    private static StepResult Says(string step, string text) => Done(step) with { Text = text };

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
