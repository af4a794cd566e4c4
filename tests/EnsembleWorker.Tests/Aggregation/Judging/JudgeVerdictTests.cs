using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Judging;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Judging;

public sealed class JudgeVerdictTests
{
    [Theory]
    [InlineData("""{"winner":"A"}""", nameof(JudgeChoice.A))]
    [InlineData("""{ "Winner" : "b." }""", nameof(JudgeChoice.B))]
    [InlineData("""{"winner":"Candidate B"}""", nameof(JudgeChoice.B))]
    [InlineData("""{"winner":"후보 A"}""", nameof(JudgeChoice.A))]
    [InlineData("""{"winner":"tie"}""", nameof(JudgeChoice.Tie))]
    [InlineData("""{"winner":"무승부"}""", nameof(JudgeChoice.Tie))]
    [InlineData("```json\n{\"reason\":\"clear\",\"verdict\":\"A\",}\n```", nameof(JudgeChoice.A))]
    [InlineData("Let me think. {\"winner\":\"B\"} is my verdict.", nameof(JudgeChoice.B))]
    [InlineData("{\"winner\":\"B\"}\n{\"winner\":\"B\"}", nameof(JudgeChoice.B))]
    [InlineData("A", nameof(JudgeChoice.A))]
    [InlineData("**B**", nameof(JudgeChoice.B))]
    public void A_verdict_is_read_whatever_stands_around_it(string text, string choice) =>
        Assert.Equal(Enum.Parse<JudgeChoice>(choice), JudgeVerdict.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("Both have their merits, but A")]
    [InlineData("""{"winner":"C"}""")]
    [InlineData("""{"winner":1}""")]
    [InlineData("""{"winner":["A"]}""")]
    [InlineData("""{"winner":"A" """)]
    [InlineData("""{"winner":"a data"}""")]
    [InlineData("""{"score":10}""")]
    [InlineData("""{"winner":"\ud800"}""")]
    [InlineData("""{"\ud800":"A"}""")]
    [InlineData("{\"winner\":\"A\"} said the candidate. I say {\"winner\":\"B\"}")]
    public void What_says_nothing_clear_is_no_verdict(string text) => Assert.Null(JudgeVerdict.Read(text));

    [Fact]
    public void No_text_is_too_hostile()
    {
        var pieces = Gen.Elements(
            "{",
            "}",
            "\"winner\"",
            ":",
            "\"A\"",
            "\"B\"",
            ",",
            "\\",
            "\ud800",
            "[",
            "]",
            "A",
            " ",
            "null",
            "{\"winner\":\"A\"}"
        );
        Prop.ForAll(
                pieces.ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
                text => JudgeVerdict.Read(text) is null or JudgeChoice.A or JudgeChoice.B or JudgeChoice.Tie
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(JudgeChoice.A, JudgeChoice.B, PairOutcome.First, true)]
    [InlineData(JudgeChoice.B, JudgeChoice.A, PairOutcome.Second, true)]
    [InlineData(JudgeChoice.A, JudgeChoice.A, PairOutcome.Tie, false)]
    [InlineData(JudgeChoice.Tie, JudgeChoice.Tie, PairOutcome.Tie, true)]
    [InlineData(JudgeChoice.Tie, JudgeChoice.A, PairOutcome.Tie, false)]
    [InlineData(null, JudgeChoice.A, PairOutcome.Unknown, null)]
    internal void Only_who_wins_in_both_orders_wins(
        JudgeChoice? straight,
        JudgeChoice? swapped,
        PairOutcome outcome,
        bool? isConsistent
    )
    {
        var verdict = new PairVerdict(straight, swapped);

        Assert.Equal((outcome, isConsistent), (verdict.Outcome, verdict.IsConsistent));
    }
}
