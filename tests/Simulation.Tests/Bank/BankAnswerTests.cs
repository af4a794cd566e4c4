using System.Text.Json;
using Orchestrator.Simulation.Bank;
using Orchestrator.Simulation.Tests.Bank.Checks;

namespace Orchestrator.Simulation.Tests.Bank;

/// <summary>
/// Works the canonical answers out again. Facts and translations are written by hand and cannot be; programs are run
/// by <see cref="ProgramOutputTests"/>.
/// </summary>
public sealed class BankAnswerTests
{
    private static readonly string[] _elsewhere = ["program", "fact", "translation"];

    private static readonly Dictionary<string, Action<Question, JsonElement>> _checks = new(StringComparer.Ordinal)
    {
        ["expression"] = Puzzles.Calculated,
        ["units"] = Units.Verify,
        ["weekday"] = Dates.Weekday,
        ["weekday_after"] = Dates.WeekdayAfter,
        ["days_between"] = Dates.DaysBetween,
        ["date_after"] = Dates.DateAfter,
        ["time_after"] = Dates.TimeAfter,
        ["leap"] = Dates.Leap,
        ["zone"] = Dates.Zone,
        ["order"] = Puzzles.Order,
        ["sequence"] = Puzzles.Sequence,
        ["letters"] = Puzzles.Letters,
        ["reverse"] = Puzzles.Reverse,
        ["boolean"] = Puzzles.Truth,
        ["syllogism"] = (question, _) => Deductions.Syllogism(question),
        ["knights"] = (question, _) => Deductions.Knights(question),
    };

    public static TheoryData<string> Kinds() => [.. _checks.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_answer_is_what_its_parameters_give_and_they_are_those_of_the_prompt(string kind)
    {
        var questions = QuestionBank.Standard.Questions.Where(question => KindOf(question) == kind).ToList();
        Assert.NotEmpty(questions);
        Assert.All(questions, question => _checks[kind](question, question.Check));
    }

    [Fact]
    public void Every_kind_of_question_has_a_check_or_is_checked_elsewhere() =>
        Assert.Empty(QuestionBank.Standard.Questions.Select(KindOf).Distinct().Except(_checks.Keys).Except(_elsewhere));

    private static string KindOf(Question question) => question.Check.GetProperty("kind").GetString()!;
}
