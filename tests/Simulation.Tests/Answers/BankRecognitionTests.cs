using System.Text;
using Orchestrator.Simulation.Answers;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Tests.Answers;

public sealed class BankRecognitionTests
{
    private static readonly Question _english = ById("arithmetic-003");
    private static readonly Question _korean = ById("arithmetic-002");

    private static Question ById(string id) => QuestionBank.Standard.Questions.First(question => question.Id == id);

    private static string Answer(params PromptMessage[] messages) =>
        string.Concat(AnswerPlanner.Plan(Request(messages)).Content);

    private static AnswerRequest Request(params PromptMessage[] messages) =>
        new()
        {
            Model = ModelCatalogue.Find("qwen3:8b")!,
            Messages = [.. messages],
            Seed = 1,
        };

    private static PromptMessage User(string text) => new("user", text);

    private static string LastLine(string text) => text.Split('\n')[^1];

    [Fact]
    public void Every_question_gets_one_of_its_answers_as_the_last_line_in_its_language_and_labelled() =>
        Assert.All(
            QuestionBank.Standard.Questions,
            question =>
            {
                var text = Answer(User(question.Prompt));
                var isKorean = question.Language == "ko";
                Assert.StartsWith(isKorean ? "[시뮬레이션]" : "[simulated]", text, StringComparison.Ordinal);
                var start = isKorean ? "답: " : "Answer: ";
                Assert.StartsWith(start, LastLine(text), StringComparison.Ordinal);
                Assert.Contains(LastLine(text)[start.Length..], question.Wrong.Prepend(question.Answer));
                Assert.InRange(Tokenizer.Count(text), 10, 150);
            }
        );

    public static TheoryData<string> Embeddings() =>
        [
            "{0}",
            "  {0}  ",
            "Answer the question below.\n\nQuestion: {0}\n\nThink step by step and end with the answer.",
            "> {0}",
            "```\n{0}\n```",
            "<question>{0}</question>",
            "{{\"question\":\"{0}\",\n\"n\":1}}",
            "다음 질문에 답하세요. {0} 감사합니다.",
        ];

    [Theory]
    [MemberData(nameof(Embeddings))]
    public void A_question_is_found_inside_a_longer_prompt(string form)
    {
        foreach (var question in new[] { _english, _korean, ById("code-001") })
        {
            var prompt = string.Format(provider: null, form, question.Prompt);
            Assert.Equal(question, Assert.Single(QuestionBank.Standard.Find(prompt)));
            Assert.Equal(LastLine(Answer(User(question.Prompt))), LastLine(Answer(User(prompt))));
        }
    }

    [Fact]
    public void Case_line_breaks_and_the_normal_form_of_hangul_do_not_matter()
    {
        Assert.Single(
            QuestionBank.Standard.Find(
                _english.Prompt.ToUpperInvariant().Replace(" ", "\r\n  ", StringComparison.Ordinal)
            )
        );
        Assert.Single(QuestionBank.Standard.Find(_korean.Prompt.Normalize(NormalizationForm.FormD)));
        Assert.Single(QuestionBank.Standard.Find("\uD800\u0301" + _korean.Prompt + "\uDC00"));
    }

    [Fact]
    public void The_question_before_a_follow_up_is_answered_again_and_a_system_prompt_does_not_matter()
    {
        var first = LastLine(Answer(User(_english.Prompt)));
        Assert.Equal(first, LastLine(Answer(new PromptMessage("system", "Be brief."), User(_english.Prompt))));
        Assert.Equal(
            first,
            LastLine(
                Answer(
                    User(_korean.Prompt),
                    new("assistant", "x"),
                    User(_english.Prompt),
                    new("assistant", "y"),
                    User("Are you sure?")
                )
            )
        );
    }

    [Theory]
    [InlineData("Multiply 38 by 17. What is the product?")]
    [InlineData("")]
    [InlineData("What is the capital of a country?")]
    public void Anything_else_gets_the_labelled_text_as_before(string prompt)
    {
        Assert.Empty(QuestionBank.Standard.Find(prompt));
        Assert.DoesNotContain("\n\nAnswer:", Answer(User(prompt)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_questions_at_once_are_no_question() =>
        Assert.DoesNotContain(
            "\n\nAnswer:",
            Answer(User($"{_english.Prompt}\n{_korean.Prompt}")),
            StringComparison.Ordinal
        );

    [Fact]
    public void Models_and_worlds_differ_and_replicas_agree()
    {
        bool[] Rights(string model, long world) =>
            [
                .. QuestionBank.Standard.Questions.Select(question =>
                    AnswerForms.IsRight(
                        question,
                        string.Concat(
                            AnswerPlanner
                                .Plan(
                                    Request(User(question.Prompt)) with
                                    {
                                        Model = ModelCatalogue.Find(model)!,
                                        World = SkillWorld.Default with { Seed = world },
                                    }
                                )
                                .Content
                        )
                    ) == true
                ),
            ];
        var rights = Rights("qwen3:8b", 1);
        Assert.Equal(rights, Rights("qwen3:8b", 1));
        Assert.NotEqual(rights, Rights("qwen3:8b", 2));
        Assert.NotEqual(rights, Rights("gemma3:12b", 1));
        Assert.InRange(rights.Count(right => right) / (double)rights.Length, 0.2, 0.97);
    }

    [Fact]
    public void A_text_of_many_questions_is_searched_to_a_bound()
    {
        var all = string.Join('\n', QuestionBank.Standard.Questions.Select(question => question.Prompt));
        Assert.InRange(QuestionBank.Standard.Find(all).Length, 2, 64);
    }
}
