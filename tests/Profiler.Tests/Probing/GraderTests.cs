using System.Text;
using System.Text.Json;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Grading;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>Tricky replies, right and wrong, for each kind of grader.</summary>
public sealed class GraderTests
{
    private static ProbeQuestion Question(GraderRule rule, string answer, params string[] accepted) =>
        new()
        {
            Id = "test",
            Language = "en",
            Difficulty = "easy",
            Prompt = "?",
            Answer = answer,
            Accepted = [.. accepted],
            Grader = rule,
        };

    [Theory]
    [InlineData("42", true)]
    [InlineData("The answer is 42.", true)]
    [InlineData("Answer: **42**", true)]
    [InlineData("**Answer:** 42 apples", true)]
    [InlineData("### Final Answer: 42", true)]
    [InlineData("답: 42개입니다.", true)]
    [InlineData("정답은 42입니다", true)]
    [InlineData("답：４２", true)]
    [InlineData("6 * 7 = 42", true)]
    [InlineData("Answer: 6 × 7 = 42", true)]
    [InlineData("Answer: 42 (that is 40 + 2)", true)]
    [InlineData("Answer: 42.0", true)]
    [InlineData("Answer: $42", true)]
    [InlineData("Answer:\n42", true)]
    [InlineData("So \\boxed{42}", true)]
    [InlineData("<think>41? 43?</think>42", true)]
    [InlineData("41? 43?</think>\n42", true)]
    [InlineData("First I got 41.\nThen 42.", true)]
    [InlineData("Answer: 41\nNo wait.\nAnswer: 42", true)]
    [InlineData("Answer: 42 or 43", false)]
    [InlineData("Answer: 41", false)]
    [InlineData("Answer: -42", false)]
    [InlineData("Answer: −42", false)]
    [InlineData("Answer: 142", false)]
    [InlineData("Answer: 4.2", false)]
    [InlineData("Answer: 42,000", false)]
    [InlineData("42 is tempting but it is 41", false)]
    [InlineData("Answer: forty-two", false)]
    [InlineData("<think>42", false)]
    [InlineData("Answer: 42nd street 7", false)]
    public void Number(string reply, bool isRight) =>
        Assert.Equal(isRight, Grader.IsRight(Question(new GraderRule { Kind = "number", Value = 42 }, "42"), reply));

    [Theory]
    [InlineData("1,234.5", 1234.5)]
    [InlineData("3/4", 0.75)]
    [InlineData("2.5e3", 2500)]
    [InlineData("3만 5천", 35000)]
    [InlineData("12억", 1.2e9)]
    [InlineData("1억 2천만 원", 1.2e8)]
    [InlineData("3만4,000원", 34000)]
    [InlineData("2천5백", 2500)]
    [InlineData("−7", -7)]
    public void Numbers_are_read_as_people_write_them(string text, double value) =>
        Assert.Equal([value], StatedNumbers.In(text));

    [Theory]
    [InlineData("Answer: 0.33", true)]
    [InlineData("Answer: 1/3", true)]
    [InlineData("Answer: 0.34", false)]
    [InlineData("Answer: 1/0", false)]
    public void Number_within_its_tolerance(string reply, bool isRight) =>
        Assert.Equal(
            isRight,
            Grader.IsRight(
                Question(
                    new GraderRule
                    {
                        Kind = "number",
                        Value = 1.0 / 3,
                        Tolerance = 0.005,
                    },
                    "0.333"
                ),
                reply
            )
        );

    [Theory]
    [InlineData("B", true)]
    [InlineData("(B)", true)]
    [InlineData("b", true)]
    [InlineData("B)", true)]
    [InlineData("Answer: B) because A is wrong", true)]
    [InlineData("Answer: option B", true)]
    [InlineData("The correct option is **B**.", true)]
    [InlineData("정답: Ｂ", true)]
    [InlineData("답: B번입니다", true)]
    [InlineData("답은 B 입니다.", true)]
    [InlineData("A good choice is B", true)]
    [InlineData("Answer: the blue one", true)]
    [InlineData("Answer: A", false)]
    [InlineData("Answer: A or B", false)]
    [InlineData("Answer: B/C", false)]
    [InlineData("Answer: A, B, C", false)]
    [InlineData("Answer: None of them", false)]
    [InlineData("Answer: E", false)]
    [InlineData("Be careful", false)]
    [InlineData("Answer: the red one", false)]
    public void Choice(string reply, bool isRight) =>
        Assert.Equal(
            isRight,
            Grader.IsRight(Question(new GraderRule { Kind = "choice", Options = 4 }, "B", "the blue one"), reply)
        );

    [Theory]
    [InlineData("Seoul", true)]
    [InlineData("Answer: seoul.", true)]
    [InlineData("The capital is Seoul.", true)]
    [InlineData("Answer: \"Seoul\"", true)]
    [InlineData("답: 서울입니다.", true)]
    [InlineData("답: 서울이에요", true)]
    [InlineData("Answer: Seoul (서울)", true)]
    [InlineData("```\nSeoul\n```", true)]
    [InlineData("<|channel|>Answer: Seoul<|end|>", true)]
    [InlineData("It is not Seoul", false)]
    [InlineData("Answer: Seoul or Busan", false)]
    [InlineData("Answer: Busan", false)]
    [InlineData("답: 서울시장", false)]
    [InlineData("Seoulite", false)]
    public void Exact(string reply, bool isRight) =>
        Assert.Equal(isRight, Grader.IsRight(Question(new GraderRule { Kind = "exact" }, "Seoul", "서울"), reply));

    [Fact]
    public void Decomposed_Hangul_is_the_same_answer()
    {
        const string Decomposed = "\u1109\u1165\u110B\u116E\u11AF";

        Assert.Equal("서울", PlainText.Of(Decomposed));
        Assert.True(Grader.IsRight(Question(new GraderRule { Kind = "exact" }, "서울"), "답: " + Decomposed));
    }

    [Theory]
    [InlineData("yes", "Yes, it can.", true)]
    [InlineData("no", "Answer: No.", true)]
    [InlineData("no", "Answer: Not at all", false)]
    [InlineData("no", "Answer: Yes, no doubt", false)]
    [InlineData("아니요", "답: 아니요, 시인이 아닙니다.", true)]
    public void Yes_and_no_may_be_explained(string answer, string reply, bool isRight) =>
        Assert.Equal(isRight, Grader.IsRight(Question(new GraderRule { Kind = "exact" }, answer), reply));

    [Theory]
    [InlineData("Answer: BCA", true)]
    [InlineData("Answer: B, C, A", true)]
    [InlineData("Answer: b -> c -> a", true)]
    [InlineData("답: B → C → A", true)]
    [InlineData("Answer: BCAD", false)]
    [InlineData("Answer: ABC", false)]
    public void Pattern(string reply, bool isRight) =>
        Assert.Equal(
            isRight,
            Grader.IsRight(Question(new GraderRule { Kind = "pattern", Pattern = "b[^a-z]*c[^a-z]*a" }, "BCA"), reply)
        );

    [Theory]
    [InlineData("""{"city":"Oslo","day":1}""", true)]
    [InlineData("Sure!\n```json\n{\n  \"day\": 1.0,\n  \"city\": \"oslo\",\n}\n```\nAnything else?", true)]
    [InlineData("Answer: {\"city\": \"Oslo\", \"day\": \"1\"}", true)]
    [InlineData("<think>{\"city\":\"Rome\",\"day\":1}</think>{\"city\":\"Oslo\",\"day\":1}", true)]
    [InlineData("""{"city":"Oslo"}""", false)]
    [InlineData("""{"city":"Oslo","day":1,"unit":"c"}""", false)]
    [InlineData("""{"city":"Oslo","day":2}""", false)]
    [InlineData("""{"wrapped":{"city":"Oslo","day":1}}""", false)]
    [InlineData("""{"city":"Oslo","day":1""", false)]
    [InlineData("""[{"city":"Oslo"]""", false)]
    [InlineData("city: Oslo, day: 1", false)]
    public void Json(string reply, bool isRight)
    {
        using var fields = JsonDocument.Parse("""{"city":"Oslo","day":1}""");
        var rule = new GraderRule { Kind = "json", Fields = fields.RootElement };

        Assert.Equal(isRight, Grader.IsRight(Question(rule, "{}"), reply));
    }

    [Theory]
    [InlineData("Answer: The old lamp was lit.", true)]
    [InlineData("\"Old lamps burn longest here.\"", true)]
    [InlineData("Answer: The lamp was old indeed.", false)]
    [InlineData("Answer: Old lamp.", false)]
    [InlineData("Answer: The old lamp was never ever lit again.", false)]
    [InlineData("Answer: The old lamp was not lit.", false)]
    [InlineData("답: 오래된 old lamp 등불이 어둠 속에서 타올랐습니다", false)]
    public void Text(string reply, bool isRight)
    {
        var rule = new TextRule
        {
            Order = ["old", "lamp"],
            Lacks = [" not "],
            WordsMin = 4,
            WordsMax = 6,
            Script = "latin",
        };

        Assert.Equal(isRight, Grader.IsRight(Question(new GraderRule { Kind = "text", Text = rule }, ""), reply));
    }

    [Fact]
    public void Hostile_replies_are_graded_in_bounded_time_and_are_wrong()
    {
        string[] replies =
        [
            new('{', 200_000),
            new('<', 200_000),
            string.Concat(Enumerable.Repeat("<think>", 20_000)),
            string.Concat(Enumerable.Repeat("{\"a\":", 20_000)),
            new('9', 200_000),
            string.Concat(Enumerable.Repeat("Answer: ", 20_000)),
            "\uD800\uDC00\uD800" + new string('\u1100', 100_000),
            new StringBuilder().Insert(0, "1,", 60_000).ToString(),
        ];
        var questions = ProbeQuestions.All.SelectMany(set => set.Questions.Take(2)).ToList();

        Assert.All(replies, reply => Assert.All(questions, question => Assert.False(Grader.IsRight(question, reply))));
    }
}
