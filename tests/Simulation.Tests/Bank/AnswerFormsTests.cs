using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Bank;

public sealed class AnswerFormsTests
{
    private static readonly Question _distance = QuestionBank.Standard.Questions[0] with
    {
        Answer = "32",
        Accepted = ["32 km"],
        Wrong = ["3.2", "-32", "320"],
    };

    [Theory]
    [InlineData("32", true)]
    [InlineData("It is 32.", true)]
    [InlineData("First 320, but then I saw that it is 32 km", true)]
    [InlineData("Answer: 32\nI am sure; 320 would be too far.", true)]
    [InlineData("**Answer: 32**", true)]
    [InlineData("답: 32", true)]
    [InlineData("거리는 32킬로미터", true)]
    [InlineData("""{"answer":"32"}""", true)]
    [InlineData("Not 32 but 320", false)]
    [InlineData("-32", false)]
    [InlineData("the answer is 3.2", false)]
    public void The_answer_line_counts_and_else_the_last_known_answer(string text, bool isRight) =>
        Assert.Equal(isRight, AnswerForms.IsRight(_distance, text));

    [Theory]
    [InlineData("")]
    [InlineData("132")]
    [InlineData("32.5")]
    [InlineData("1,32")]
    [InlineData("32/3")]
    [InlineData("I do not know \uD800")]
    public void A_text_without_a_known_answer_is_neither(string text) =>
        Assert.Null(AnswerForms.IsRight(_distance, text));
}
