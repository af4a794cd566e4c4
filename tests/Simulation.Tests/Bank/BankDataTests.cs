using Orchestrator.Simulation.Bank;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Bank;

public sealed class BankDataTests
{
    private static readonly string[] _tasks = ["math", "reasoning", "code", "translation", "question_answering"];

    private static IReadOnlyList<Question> All => QuestionBank.Standard.Questions;

    [Fact]
    public void Has_several_hundred_questions_in_both_languages_and_three_difficulties_for_each_task()
    {
        Assert.InRange(All.Count, 500, 1000);
        Assert.Equal(_tasks.Order(), All.Select(question => question.Task).Distinct().Order());
        var groups = All.GroupBy(question => (question.Task, question.Language, question.Difficulty)).ToList();
        Assert.Equal(_tasks.Length * 2 * 3, groups.Count);
        Assert.All(
            groups,
            group => Assert.True(group.Count() >= 4, $"{group.Key} has only {group.Count()} questions.")
        );
    }

    [Fact]
    public void Ids_are_unique() =>
        Assert.Equal(All.Count, All.Select(question => question.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Right_and_wrong_answers_are_told_apart_by_the_grader() =>
        Assert.All(
            All,
            question =>
            {
                Assert.NotEmpty(question.Wrong);
                Assert.All(
                    question.Accepted.Prepend(question.Answer),
                    form => Assert.True(Grade(question, form), form)
                );
                Assert.All(question.Wrong, form => Assert.False(Grade(question, form), form));
            }
        );

    [Fact]
    public void Only_questions_of_yes_and_no_have_fewer_than_three_wrong_answers()
    {
        string[] truths = ["yes", "no", "true", "false", "예", "아니요", "True", "False"];
        Assert.All(
            All.Where(question => question.Wrong.Length < 3),
            question => Assert.Contains(question.Answer, truths)
        );
    }

    [Fact]
    public void Answers_are_one_line() =>
        Assert.All(
            All.SelectMany(question => question.Wrong.Concat(question.Accepted).Append(question.Answer)),
            answer => Assert.DoesNotContain('\n', answer)
        );

    /// <summary>"을(를)" is what a program writes that does not know the word before it.</summary>
    [Fact]
    public void Korean_questions_have_real_particles_and_English_ones_of_logic_end_their_question() =>
        Assert.All(
            All,
            question =>
            {
                Assert.DoesNotMatch("[은이을과]\\([는가를와]\\)|\\(으\\)로|몇 일", question.Prompt);
                Assert.DoesNotMatch("Does it follow that \"[^\"]+\" ", question.Prompt);
            }
        );

    [Fact]
    public void No_question_contains_another_one() =>
        Assert.All(All, question => Assert.Equal(question, Assert.Single(QuestionBank.Standard.Find(question.Prompt))));

    /// <summary>Probe questions are the profiler's files; the world answers them as it answers its own.</summary>
    [Fact]
    public void Probe_questions_are_answered_too_and_no_question_of_either_kind_contains_another_one()
    {
        var probes = QuestionBank.WithProbes.Questions.Except(All).ToList();

        Assert.Equal(10, probes.Select(question => question.Task).Distinct().Count());
        Assert.All(probes, question => Assert.NotEmpty(question.Wrong));
        Assert.All(
            QuestionBank.WithProbes.Questions,
            question => Assert.Equal(question, Assert.Single(QuestionBank.WithProbes.Find(question.Prompt)))
        );
    }

    /// <summary>A product that knew the questions would be graded on what it has learnt by heart.</summary>
    [Fact]
    public void No_file_outside_the_simulation_holds_a_question_of_the_bank()
    {
        var files = Repository
            .Files("*.*")
            .Where(file =>
                Path.GetExtension(file)
                    is ".cs"
                        or ".json"
                        or ".jsonl"
                        or ".yaml"
                        or ".yml"
                        or ".csv"
                        or ".ts"
                        or ".tsx"
            )
            .Where(file =>
                !IsBelow(file, "services", "shared", "Simulation") && !IsBelow(file, "tests", "Simulation.Tests")
            );
        Assert.All(files, file => Assert.Empty(QuestionBank.Standard.Find(File.ReadAllText(file))));
    }

    private static bool IsBelow(string file, params string[] folder) =>
        file.StartsWith(Repository.PathOf(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool? Grade(Question question, string form) =>
        AnswerForms.IsRight(
            question,
            question.Language == "ko" ? $"풀이.\n답: {form}" : $"Some steps.\nAnswer: {form}"
        );
}
