using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Dissent;
using Orchestrator.EnsembleWorker.Aggregation.Voting;
using Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Dissent;

public sealed class DisagreementTextTests
{
    [Fact]
    public void Agreement_is_said_in_one_sentence_and_confidence_in_words_and_percent() =>
        Assert.Equal(
            "All 3 members agree. The result is almost certain (99 %).",
            Text("en", Ballots.Of("a", "red", 0.8), Ballots.Of("b", "red", 0.8), Ballots.Of("c", "red", 0.8))
        );

    [Fact]
    public void Dissent_names_who_says_what()
    {
        var text = Text("en", Ballots.Of("a", "red", 0.8), Ballots.Of("b", "Blue", 0.6), Ballots.Of("c", "red", 0.7));

        Assert.StartsWith("2 of 3 members agree. Otherwise b:1: \"Blue\".", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Korean_runs_get_korean_sentences()
    {
        var text = Text("ko", Ballots.Of("a", "서울", 0.8), Ballots.Of("b", "부산", 0.6), Ballots.Of("c", "서울", 0.7));

        Assert.StartsWith(
            "모델 3개 가운데 2개의 답이 같습니다. 다른 답(b:1): \"부산\". 이 결과는 맞을 가능성이",
            text,
            StringComparison.Ordinal
        );
        Assert.EndsWith("%).", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_dissenters_are_counted_and_not_listed()
    {
        var text = Text(
            "en",
            [.. Enumerable.Range(0, 8).Select(at => Ballots.Of($"f{at}", $"word-{(char)('a' + at)}", 0.6))]
        );

        Assert.Equal(3, text.Split("Otherwise").Length - 1);
        Assert.Contains("There are 4 other answers.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_model_wrote_is_quoted_short_on_one_line_and_visible()
    {
        Assert.Equal("a b 'c'", QuotedText.Of("a\r\n\u0007b \"c\"\u202E"));
        Assert.Equal(QuotedText.LengthMax + 1, QuotedText.Of(new string('x', 500)).Length);
        Prop.ForAll<string>(text =>
            {
                var quoted = QuotedText.Of(text ?? "");
                return quoted.Length <= QuotedText.LengthMax + 1
                    && !quoted.Any(char.IsControl)
                    && !quoted.Contains('"', StringComparison.Ordinal);
            })
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_vote_is_without_words() =>
        Prop.ForAll(
                Ballots.Any.ToArbitrary(),
                ballots =>
                    Text("en", ballots).EndsWith(" %).", StringComparison.Ordinal) && Text("ko", ballots).Length > 10
            )
            .QuickCheckThrowOnFailure();

    private static string Text(string language, params Ballot[] ballots) =>
        DisagreementText.Of(WeightedVote.Of(ballots, VoteRules.Usual)!, language);
}
