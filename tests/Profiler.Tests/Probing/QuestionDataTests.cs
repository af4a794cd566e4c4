using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Probing.Grading;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>The questions are data, and wrong data is found here.</summary>
public sealed class QuestionDataTests
{
    private const int PerLanguageMin = 8;

    private static IEnumerable<ProbeQuestion> All => ProbeQuestions.All.SelectMany(set => set.Questions);

    public static TheoryData<string> Tasks() => [.. TaskAbilities.Tasks];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Every_task_has_at_least_eight_questions_in_each_language(string task)
    {
        var set = ProbeQuestions.Of(task);

        Assert.NotNull(set);
        Assert.All(ProbeQuestions.Languages, language => Assert.True(set.In(language).Length >= PerLanguageMin));
        Assert.Equal(set.Questions.Length, ProbeQuestions.Languages.Sum(language => set.In(language).Length));
    }

    [Fact]
    public void There_are_questions_for_no_other_task() =>
        Assert.Equal(TaskAbilities.Tasks.Order(), ProbeQuestions.All.Select(set => set.Task).Order());

    [Fact]
    public void Reference_answers_pass_their_own_grader_bare_announced_and_wrapped() =>
        Assert.All(
            All,
            question =>
                Assert.All(
                    Wrapped(question.Answer),
                    reply => Assert.True(Grader.IsRight(question, reply), $"{question.Id}: {reply}")
                )
        );

    [Fact]
    public void Accepted_forms_pass_and_wrong_answers_fail() =>
        Assert.All(
            All,
            question =>
            {
                Assert.NotEmpty(question.Wrong);
                Assert.All(question.Accepted, form => Assert.True(Grader.IsRight(question, "Answer: " + form), form));
                Assert.All(
                    question.Wrong.SelectMany(Wrapped),
                    reply => Assert.False(Grader.IsRight(question, reply), $"{question.Id}: {reply}")
                );
            }
        );

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Reference_answers_of_other_questions_pass_no_more_often_than_guesses_would(string task)
    {
        var questions = ProbeQuestions.Of(task)!.Questions;
        var others = questions
            .SelectMany(question => questions.Where(other => other != question).Select(other => (question, other)))
            .ToList();

        var passed = others.Count(pair => Grader.IsRight(pair.question, "Answer: " + pair.other.Answer));

        Assert.InRange(passed / (double)others.Count, 0, questions.Average(question => question.GuessRate) + 0.02);
    }

    [Fact]
    public void An_empty_reply_and_a_refusal_are_right_answers_to_nothing() =>
        Assert.All(
            All,
            question =>
            {
                Assert.False(Grader.IsRight(question, ""));
                Assert.False(Grader.IsRight(question, "<think>Let me see: Answer: " + question.Answer));
                Assert.False(Grader.IsRight(question, "I am sorry, I cannot help with that."));
                Assert.False(Grader.IsRight(question, "죄송하지만 도와드릴 수 없습니다."));
            }
        );

    [Fact]
    public void No_question_is_there_twice_or_inside_another_one()
    {
        Assert.Equal(All.Count(), All.Select(question => question.Id).Distinct(StringComparer.Ordinal).Count());
        var prompts = All.Select(question => PlainText.Bare(question.Prompt)).ToList();
        Assert.All(
            prompts.Index(),
            one =>
                Assert.DoesNotContain(
                    prompts.Index(),
                    other => other.Index != one.Index && other.Item.Contains(one.Item)
                )
        );
    }

    [Fact]
    public void Choices_state_their_chance_and_their_right_letters_are_spread()
    {
        var choices = All.Where(question => question.Grader.Kind == "choice").ToList();

        Assert.All(choices, question => Assert.Equal(1.0 / question.Grader.Options, question.GuessRate, 3));
        Assert.All(
            choices.CountBy(question => question.Answer),
            letter => Assert.InRange(letter.Value / (double)choices.Count, 0.15, 0.35)
        );
    }

    [Fact]
    public void Versions_differ_from_set_to_set_and_guess_rates_leave_something_to_measure()
    {
        Assert.Equal(10, ProbeQuestions.All.Select(set => set.Version).Distinct(StringComparer.Ordinal).Count());
        Assert.All(All, question => Assert.InRange(question.GuessRate, 0, 0.5));
        Assert.All(All, question => Assert.Contains(question.Difficulty, new[] { "easy", "medium", "hard" }));
    }

    private static string[] Wrapped(string answer) =>
        [
            answer,
            $"Some steps first.\n\nAnswer: {answer}",
            $"<think>Could it be 7? Or B?</think>\nHere it is.\n**Answer:** {answer}",
            $"풀이입니다.\n답: {answer}",
        ];
}
