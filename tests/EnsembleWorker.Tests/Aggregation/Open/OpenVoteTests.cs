using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Open;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Open;

public sealed class OpenVoteTests
{
    private const string Tea =
        "Steep the leaves for three minutes in water just below boiling, then pour the tea into a warm cup.";
    private const string TeaToo =
        "Steep the leaves for three minutes in water that is just below boiling, and pour the tea into a warm cup.";
    private const string Coffee =
        "Grind the beans coarsely, wet the filter, and let the water drip slowly over the coffee in circles.";

    [Fact]
    public void The_medoid_is_like_the_others() => Assert.Equal(1, Medoid.Of([Coffee, Tea, TeaToo, Tea]));

    [Theory]
    [InlineData("")]
    [InlineData("Steep the leaves.")]
    [InlineData("I'm sorry, but I cannot say how to steep the leaves for three minutes in water and pour the tea.")]
    [InlineData("죄송합니다. 답변할 수 없습니다.")]
    public void Empty_short_and_generic_answers_are_not_the_medoid(string poor) =>
        Assert.NotEqual(0, Medoid.Of([poor, Tea, TeaToo]));

    [Fact]
    public void Of_two_the_better_model_is_taken()
    {
        var result = OpenVote.Of([Ballot("a", Tea, 0.6), Ballot("b", Coffee, 0.8)], VoteRules.Usual)!;

        Assert.Equal(Coffee, result.Winner.Text);
        Assert.Equal(2, result.Clusters.Count);
        Assert.InRange(result.Disagreement, 0.9, 1);
    }

    [Fact]
    public void Copies_of_one_family_do_not_crowd_out_two_others()
    {
        var copies = Enumerable.Range(0, 5).Select(_ => Ballot("a", Coffee, 0.6));

        var result = OpenVote.Of([.. copies, Ballot("b", Tea, 0.6), Ballot("c", TeaToo, 0.6)], VoteRules.Usual)!;

        Assert.Contains(result.Winner.Text, new[] { Tea, TeaToo });
        Assert.InRange(result.Agreement, 0.5, 0.65);
    }

    [Fact]
    public void Answers_that_say_the_same_do_not_disagree()
    {
        var result = OpenVote.Of(
            [Ballot("a", Tea, 0.6), Ballot("b", TeaToo, 0.6), Ballot("c", Tea, 0.6)],
            VoteRules.Usual
        )!;

        Assert.Equal(0, result.Disagreement);
        Assert.Equal(1, result.Agreement, 9);
    }

    [Fact]
    public void Without_a_text_there_is_no_answer()
    {
        Assert.Null(OpenVote.Of([], VoteRules.Usual));
        Assert.Null(OpenVote.Of([Ballot("a", " \n", 0.9)], VoteRules.Usual));
    }

    [Theory]
    [InlineData("This mushroom is safe to eat raw.", "This mushroom is not safe to eat raw.")]
    [InlineData("이 버섯은 날것으로 먹어도 됩니다.", "이 버섯은 날것으로 먹으면 안 됩니다.")]
    [InlineData("The bridge opened in 1931 after long work.", "The bridge opened in 1932 after long work.")]
    public void A_denial_and_another_number_make_texts_less_alike(string one, string other)
    {
        var plain = TextGrams.Of(one).Similarity(TextGrams.Of(other));

        Assert.InRange(TextSimilarity.Of(one).To(TextSimilarity.Of(other)), 0, plain * 0.75);
        Assert.Equal(1, TextSimilarity.Of(one).To(TextSimilarity.Of(one)), 9);
    }

    [Fact]
    public void Likeness_is_symmetric_and_bounded_for_any_texts() =>
        Prop.ForAll<string, string>(
                (one, other) =>
                {
                    var (a, b) = (TextSimilarity.Of(one ?? ""), TextSimilarity.Of(other ?? ""));
                    return a.To(b) is >= 0 and <= 1 && Math.Abs(a.To(b) - b.To(a)) < 1e-12;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_ballots_does_not_matter()
    {
        Ballot[] ballots =
        [
            Ballot("a", Tea, 0.6),
            Ballot("b", TeaToo, 0.7),
            Ballot("c", Coffee, 0.8),
            Ballot("d", Tea, 0.6),
        ];

        Assert.Equal(
            OpenVote.Of(ballots, VoteRules.Usual)!.Winner,
            OpenVote.Of(ballots.Reverse(), VoteRules.Usual)!.Winner
        );
    }

    private static Ballot Ballot(string family, string text, double skill) => new(family, family, family, text, skill);
}
