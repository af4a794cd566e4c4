using System.Text.Json;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class JudgementTests
{
    private const string Question = "Multiply 38 by 16. What is the product?";
    private static readonly SkillRanges _alwaysFirst = Declared.Ranges(skill: 1, accuracy: 1, bias: 1);
    private static readonly SkillRanges _neverRight = Declared.Ranges(skill: 1, accuracy: 0, bias: 0);

    private static string Winner(string labels, SkillRanges ranges, string prompt, string name = "winner") =>
        Declared.Ask(Declared.Object(name, $$"""{"enum":[{{labels}}]}"""), ranges, prompt).GetProperty(name).ToString();

    public static TheoryData<string> Layouts() =>
        [
            "A: {0}\nB: {1}",
            "[A]\n{0}\n[B]\n{1}\nWhich is better, A or B?",
            "## Answer A\nI multiply.\nAnswer: {0}\n\n## Answer B\nI add.\nAnswer: {1}\n\nPick one.",
            "<candidate id=\"A\">\n{0}\n</candidate>\n<candidate id=\"B\">\n{1}\n</candidate>",
            "<A>{0}</A>\n<B>{1}</B>",
            "**Candidate A:**\n```\n{0}\n```\n**Candidate B:**\n```\n{1}\n```",
            "후보 A)\n답: {0}\n후보 B)\n답: {1}",
            "Reply A: if the first is better\nB: if the second is.\nA: {0}\nB: {1}",
        ];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_right_candidate_wins_under_a_judge_who_is_always_right(string layout)
    {
        foreach (var name in new[] { "winner", "best", "choice", "verdict" })
        {
            var first = $"{Question}\n\n{string.Format(provider: null, layout, "608", "570")}";
            var second = $"{string.Format(provider: null, layout, "570", "608")}\nThe question was: {Question}";
            Assert.Equal("A", Winner("\"A\",\"B\"", Declared.Perfect, first, name));
            Assert.Equal("B", Winner("\"A\",\"B\"", Declared.Perfect, second, name));
            Assert.Equal("B", Winner("\"A\",\"B\"", _neverRight, first, name));
            Assert.Equal("A", Winner("\"A\",\"B\"", _alwaysFirst, second, name));
        }
    }

    [Fact]
    public void Two_right_candidates_are_a_tie_where_the_schema_has_one()
    {
        var prompt = $"{Question}\nA: 608\nB: It is 608.";
        Assert.Equal("tie", Winner("\"A\",\"B\",\"tie\"", Declared.Perfect, prompt));
        Assert.Contains(Winner("\"A\",\"B\"", Declared.Perfect, prompt), new[] { "A", "B" });
    }

    [Fact]
    public void Numbers_are_labels_too_and_stay_numbers()
    {
        var value = Declared.Ask(
            Declared.Object("best", """{"type":"integer","enum":[1,2,3]}"""),
            Declared.Perfect,
            $"{Question}\nAnswer 1: 624\nAnswer 2: 608\nAnswer 3: 570"
        );
        Assert.Equal(2, value.GetProperty("best").GetInt32());
    }

    [Fact]
    public void A_ranking_has_every_candidate_once_and_the_right_one_first()
    {
        var value = Declared.Ask(
            Declared.Object("ranking", """{"type":"array","items":{"enum":["A","B","C"]}}"""),
            Declared.Perfect,
            $"{Question}\nA: 624\nB: 570\nC: 608"
        );
        var order = value.GetProperty("ranking").EnumerateArray().Select(label => label.GetString()).ToArray();
        Assert.Equal("C", order[0]);
        Assert.Equal(["A", "B", "C"], order.Order());
    }

    [Theory]
    [InlineData("scores")]
    [InlineData("relevance")]
    [InlineData("feasibility")]
    public void Scores_per_label_are_higher_for_the_right_candidate_and_within_their_range(string name)
    {
        const string Number = """{"type":"integer","minimum":1,"maximum":5}""";
        var value = Declared
            .Ask(
                Declared.Object(name, $$"""{"type":"object","properties":{"A":{{Number}},"B":{{Number}} } }"""),
                Declared.Perfect,
                $"{Question}\nA: 624\nB: 608"
            )
            .GetProperty(name);
        Assert.InRange(value.GetProperty("A").GetInt32(), 1, 3);
        Assert.InRange(value.GetProperty("B").GetInt32(), 3, 5);
    }

    [Theory]
    [InlineData("608", true)]
    [InlineData("I add.\nAnswer: 624", false)]
    public void A_verification_grades_the_last_answer(string answer, bool isRight)
    {
        var prompt = $"Question: {Question}\nProposed answer: {answer}\nIs it correct?";
        Assert.Equal(isRight, Verdict("correct", """{"type":"boolean"}""", prompt).GetBoolean());
        Assert.Equal(isRight, Verdict("isCorrect", """{"type":"boolean"}""", prompt).GetBoolean());
        Assert.Equal(isRight ? "pass" : "fail", Verdict("verdict", """{"enum":["fail","pass"]}""", prompt).GetString());
        Assert.Equal(
            isRight ? "correct" : "incorrect",
            Verdict("verdict", """{"enum":["incorrect","correct"]}""", prompt).GetString()
        );
        var score = Verdict("score", """{"type":"number","minimum":0,"maximum":10}""", prompt).GetDouble();
        Assert.InRange(score, isRight ? 7 : 0, isRight ? 10 : 4);
    }

    [Fact]
    public void A_verification_finds_the_answer_in_the_conversation()
    {
        var value = Declared.Ask(
            Declared.Object("passed", """{"type":"boolean"}"""),
            Declared.Perfect,
            new PromptMessage("user", Question),
            new PromptMessage("assistant", "Answer: 624"),
            new PromptMessage("user", "Please check that.")
        );
        Assert.False(value.GetProperty("passed").GetBoolean());
    }

    [Fact]
    public void Confidence_in_a_judgement_tells_right_from_wrong()
    {
        const string Schema = """
            {"type":"object","properties":{"winner":{"enum":["A","B"]},"confidence":{"type":"number"},"reason":{"type":"string"}}}
            """;
        double Of(SkillRanges ranges) =>
            Declared.Ask(Schema, ranges, $"{Question}\nA: 608\nB: 624").GetProperty("confidence").GetDouble();
        Assert.InRange(Of(Declared.Perfect), 0.8, 1);
        Assert.InRange(Of(_neverRight), 0, 0.2);
    }

    [Theory]
    [InlineData("Which is nicer?\nA: red\nB: blue")]
    [InlineData(Question)]
    [InlineData(Question + "\nA: 608")]
    public void Without_a_known_question_or_two_candidates_any_label_is_given(string prompt) =>
        Assert.Contains(Winner("\"A\",\"B\"", Declared.Perfect, prompt), new[] { "A", "B" });

    private static JsonElement Verdict(string name, string schema, string prompt) =>
        Declared.Ask(Declared.Object(name, schema), Declared.Perfect, prompt).GetProperty(name);
}
