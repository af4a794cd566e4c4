using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Canonical;

public sealed class CanonicalAnswerTests
{
    [Theory]
    [InlineData(
        "1,234",
        "1234",
        "１，２３４",
        "+1234",
        "1234.0",
        "1.234e3",
        "1.234 × 10^3",
        "천이백삼십사",
        "1234입니다.",
        "**1,234**"
    )]
    [InlineData("123", "백이십삼", "정답은 123입니다", "답: 백이십삼", "123개", "123이에요", "123이다.")]
    [InlineData("35000", "3만 5천", "3만5천", "삼만 오천", "3.5만", "35,000")]
    [InlineData("3/4", "0.75", "6/8", "\\frac{3}{4}", "$\\boxed{\\frac{3}{4}}$", ".75")]
    [InlineData("2 3/4", "11/4", "2.75")]
    [InlineData("-3", "−3", "-3.0", "Answer: -3")]
    [InlineData("12 km", "12 킬로미터", "12,000 m", "12킬로미터입니다", "약 12 km", "12 kilometres")]
    [InlineData("90 min", "1시간 30분", "1.5 hours", "1 h 30 min", "5400 s")]
    [InlineData("36 km/h", "시속 36킬로미터", "초속 10미터", "10 m/s")]
    [InlineData("50%", "50 percent", "50퍼센트", "50 %입니다")]
    [InlineData("$5", "5달러", "5 dollars", "500 cents")]
    [InlineData("12", "열두", "열두 명", "12명")]
    public void Numbers_and_quantities_meet_however_they_are_written(string first, params string[] others) =>
        Assert.All(others, other => Assert.Equal((other, Of(first)), (other, Of(other))));

    [Theory]
    [InlineData(
        "B",
        "(B)",
        "B.",
        "b",
        "B) Lyon",
        "B. Lyon",
        "보기 B",
        "Option B",
        "Answer: (B)",
        "정답: B",
        "정답은 B입니다."
    )]
    [InlineData("2", "②", "(2)", "2번", "정답: ②")]
    [InlineData("yes", "Yes.", "예", "네", "맞습니다.", "Yes, because it is even.")]
    [InlineData("no", "아니요", "아닙니다", "No.")]
    [InlineData("true", "True", "참입니다", "TRUE.")]
    [InlineData("false", "False", "거짓", "거짓이다.")]
    [InlineData(
        "2024-03-05",
        "2024년 3월 5일",
        "March 5, 2024",
        "5 March 2024",
        "Mar 5th, 2024",
        "2024/3/5",
        "2024. 3. 5.",
        "2024년 3월 5일 화요일",
        "Tuesday, March 5, 2024"
    )]
    [InlineData("14:05", "2:05 PM", "오후 2시 5분", "14시 5분", "14:05:00", "오후 2시 5분입니다")]
    [InlineData("화요일", "Tuesday", "Tue", "tuesday.", "화요일입니다")]
    public void Choices_truths_and_dates_meet_in_both_languages(string first, params string[] others) =>
        Assert.All(others, other => Assert.Equal((other, Of(first)), (other, Of(other))));

    [Theory]
    [InlineData(
        "서울",
        "서울입니다.",
        "서울이에요",
        "서울은",
        "\"서울\"",
        "**서울**",
        "답은 서울입니다.",
        "따라서 서울이다.",
        "서울이라고 생각합니다."
    )]
    [InlineData("파리", "파리예요", "파리가", "파리입니다", "정답은 파리입니다.")]
    [InlineData("Pacific Ocean", "the Pacific Ocean", "The pacific ocean.", "Answer: the *Pacific Ocean*")]
    [InlineData("[1, 2, 3]", "[1,2,3]", "```\n[1, 2, 3]\n```")]
    public void Words_meet_without_particles_articles_and_markup(string first, params string[] others) =>
        Assert.All(others, other => Assert.Equal((other, Of(first)), (other, Of(other))));

    [Theory]
    [InlineData("12 km", "12 m")]
    [InlineData("12", "-12")]
    [InlineData("1,7,11", "1,711")]
    [InlineData("1,7,11", "1,NaN,11")]
    [InlineData("2024-03-05", "2024-05-03")]
    [InlineData("2024-13-05", "2024-03-05")]
    [InlineData("14:05", "2:05 AM")]
    [InlineData("8 Mb", "8 MB")]
    [InlineData("77 °F", "77 °C")]
    [InlineData("가을", "가")]
    [InlineData("만달레이", "만달레")]
    [InlineData("고양이", "고양")]
    [InlineData("세종", "3")]
    [InlineData("한강", "1")]
    [InlineData("천안", "1000")]
    [InlineData("사", "4")]
    [InlineData("1/0", "0")]
    public void What_is_not_the_same_stays_apart(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void Decomposed_hangul_is_composed()
    {
        // "한국" in jamo: composed without the runtime, which does nothing where globalisation is invariant.
        const string Decomposed = "\u1112\u1161\u11AB\u1100\u116E\u11A8";

        Assert.Equal("한국", Of(Decomposed));
        Assert.Equal("한국", Of(Decomposed + "\u110B\u1175\u11B8\u1102\u1175\u1103\u1161"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n\t ")]
    [InlineData("***")]
    [InlineData("First, let us look at this from two sides.\nThe one side says so.\nThe other does not.")]
    [InlineData("<think>Answer: 5")]
    [InlineData(
        "Answers vary a lot between people, and it depends on who is asked and when, which is why no single one can be given here."
    )]
    public void A_text_without_a_short_answer_has_no_key(string text) => Assert.Null(Of(text));

    [Fact]
    public void The_last_announcement_counts_and_a_label_alone_announces_the_next_line()
    {
        Assert.Equal("5", Of("Answer: 4\nNo, I was wrong.\nAnswer: 5"));
        Assert.Equal("7", Of("It follows.\n\nFinal answer:\n7"));
    }

    [Fact]
    public void No_text_is_too_hostile_and_every_key_is_its_own_key_s_length_at_most()
    {
        var pieces = Gen.Elements(
            "Answer: ",
            "답: ",
            "\\boxed{",
            "{",
            "}",
            "\ud800",
            "\udc00",
            "1,",
            "9",
            "e999",
            "/0",
            ".",
            "-",
            "만",
            "조",
            "이",
            "입니다",
            "\u1112",
            "\u1161",
            "(",
            ")",
            "시",
            ":",
            "\n",
            " ",
            "％",
            "①",
            "<think>",
            "</think>",
            "월",
            "일",
            "\0",
            "💥",
            "스물",
            "시속 ",
            "$"
        );
        var texts = pieces.ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(texts.ToArbitrary(), text => Of(text) is not { Length: > 400 }).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => text is null || Of(text) is not { Length: > 400 }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Endless_texts_are_read_from_their_end()
    {
        var endless = new StringBuilder().Insert(0, "and so on ", 200_000).Append("\nAnswer: 42").ToString();

        Assert.Equal("42", Of(endless));
        Assert.Null(Of(new string('7', 1_000_000)));
        Assert.Null(Of("\\boxed{" + new string('{', 1_000_000)));
    }

    private static string? Of(string text) => CanonicalAnswer.Of(text);
}
