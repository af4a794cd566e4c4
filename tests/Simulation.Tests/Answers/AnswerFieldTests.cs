using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class AnswerFieldTests
{
    private const string Schema = """
        {"type":"object","required":["answer","confidence"],"properties":{
          "reasoning":{"type":"string"},"answer":{"type":"string"},"confidence":{"type":"number","minimum":0,"maximum":1}}}
        """;

    private static IEnumerable<Question> Some => QuestionBank.Standard.Questions.Where((_, at) => at % 5 == 0);

    [Fact]
    public void The_answer_field_is_the_bare_answer_and_other_texts_are_labelled() =>
        Assert.All(
            Some,
            question =>
            {
                var value = Declared.Ask(Schema, Declared.Perfect, question.Prompt);
                Assert.Equal(question.Answer, value.GetProperty("answer").GetString());
                Assert.Matches(@"^\[(simulated|시뮬레이션)\]", value.GetProperty("reasoning").GetString());
                Assert.InRange(value.GetProperty("confidence").GetDouble(), 0, 1);
            }
        );

    [Theory]
    [InlineData("arithmetic-003", "result", """{"type":"integer"}""", "608")]
    [InlineData("arithmetic-003", "value", """{"type":"number"}""", "608")]
    [InlineData("arithmetic-003", "final_answer", """{"type":"string"}""", "\"608\"")]
    [InlineData("arithmetic-003", "finalAnswer", """{"anyOf":[{"type":"string"},{"type":"null"}]}""", "\"608\"")]
    [InlineData("facts-054", "answer", """{"type":"integer"}""", "4")]
    [InlineData("facts-001", "answer", """{"enum":["London","Paris"]}""", "\"Paris\"")]
    public void The_answer_takes_the_type_of_its_field(string id, string name, string schema, string expected)
    {
        var question = QuestionBank.Standard.Questions.First(question => question.Id == id);
        var value = Declared.Ask(Declared.Object(name, schema), Declared.Perfect, question.Prompt);
        Assert.Equal(expected, value.GetProperty(name).GetRawText());
    }

    [Fact]
    public void Json_mode_without_a_schema_has_the_answer_too() =>
        Assert.Equal(
            "608",
            Declared
                .Ask("{}", Declared.Perfect, "Multiply 38 by 16. What is the product?")
                .GetProperty("answer")
                .GetString()
        );

    [Fact]
    public void A_field_of_another_name_or_an_unknown_prompt_is_filled_as_before()
    {
        var prompt = "Multiply 38 by 16. What is the product?";
        Assert.Contains(
            "[simulated]",
            Text(Declared.Object("summary", """{"type":"string"}"""), "summary", prompt),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "[simulated]",
            Text(Declared.Object("answer", """{"type":"string"}"""), "answer", "Tell me a joke"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Confidence_is_higher_when_the_answer_is_right_and_its_mean_is_the_share_of_right_answers()
    {
        var answers = QuestionBank
            .Standard.Questions.Select(question =>
                (Question: question, Value: Declared.Ask(Schema, Declared.Ranges(0.6, 0.7, 0.1), question.Prompt))
            )
            .Select(pair =>
                (
                    IsRight: pair.Value.GetProperty("answer").GetString() == pair.Question.Answer,
                    Confidence: pair.Value.GetProperty("confidence").GetDouble()
                )
            )
            .ToList();
        double Mean(bool isRight) => answers.Where(each => each.IsRight == isRight).Average(each => each.Confidence);
        Assert.InRange(Mean(true) - Mean(false), 0.2, 0.45);
        Assert.InRange(
            answers.Average(each => each.Confidence) - answers.Average(each => each.IsRight ? 1.0 : 0),
            -0.1,
            0.1
        );
    }

    private static string Text(string schema, string name, string prompt) =>
        Declared.Ask(schema, Declared.Perfect, prompt).GetProperty(name).GetString()!;
}
