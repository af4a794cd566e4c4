using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Tests.Classification;

public sealed class PreciseRulesTests
{
    [Theory]
    [InlineData("translation", "Translate the following sentence into Korean: the meeting is at noon.")]
    [InlineData("translation", "이 파이썬 코드의 주석을 번역해줘")]
    [InlineData("summarization_extraction", "다음 글을 세 줄로 요약해줘")]
    public void An_outright_request_with_no_more_than_hints_of_others_is_certain(string expected, string text) =>
        Assert.Equal(expected, Decide(text) is { } found ? TaskNames.Of(found) : "none");

    [Theory]
    [InlineData("Summarize this code snippet and translate it into Korean")]
    [InlineData("Translate this function from Java to Python")]
    [InlineData("What is a translation?")]
    // Mathematics was never precise enough, see PreciseRules.
    [InlineData("Solve for x in the equation 3x + 10 = 5(x - 2).")]
    [InlineData("")]
    public void Two_wishes_and_mere_words_are_left_to_the_model(string text) => Assert.Null(Decide(text));

    [Fact]
    public void A_silent_user_is_understood_by_what_the_system_turn_asks_for()
    {
        var found = PreciseRules.Decide(
            TaskClassifier.Read(
                new ClassificationRequest([
                    new("system", "You are a translator. Translate everything into Korean."),
                    new("user", "The meeting starts at noon on Friday in the large room."),
                ]),
                charLimit: 4_000
            )
        );

        Assert.Equal((TaskType.Translation, PreciseRules.SystemPrecision), found);
    }

    private static TaskType? Decide(string text) =>
        PreciseRules.Decide(TaskClassifier.Read(new ClassificationRequest([new("user", text)]), 4_000))?.Task;
}
