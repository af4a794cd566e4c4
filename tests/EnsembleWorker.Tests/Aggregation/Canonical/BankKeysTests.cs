using Orchestrator.EnsembleWorker.Aggregation.Canonical;
using Orchestrator.EnsembleWorker.Aggregation.Voting;
using Orchestrator.Simulation.Bank;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Canonical;

/// <summary>The simulator's bank lists right and wrong ways to answer: keys have to tell them apart.</summary>
public sealed class BankKeysTests
{
    [Fact]
    public void No_wrong_answer_of_the_bank_has_the_key_of_a_right_one()
    {
        var mixed =
            from question in QuestionBank.Standard.Questions
            let right = Right(question).Select(CanonicalAnswer.Of).ToHashSet()
            from wrong in question.Wrong
            where right.Contains(CanonicalAnswer.Of(wrong))
            select $"{question.Id}: {wrong}";

        Assert.Empty(mixed);
    }

    [Fact]
    public void All_ways_to_write_a_right_answer_meet_in_one_group()
    {
        var apart =
            from question in QuestionBank.Standard.Questions
            // Translations and names have ways that only a reader knows to be the same.
            where question.Task is "math" or "code"
            // A speed is accepted with the length alone behind it.
            where !question.Prompt.Contains("m/s", StringComparison.Ordinal)
            let keys = AnswerGroups.Keys(Right(question))
            where keys.Distinct().Count() > 1
            select $"{question.Id}: {string.Join(" | ", keys)}";

        Assert.Empty(apart);
    }

    [Theory]
    [InlineData("[simulated] First I note what is given.\n\nAnswer: {0}")]
    [InlineData("[시뮬레이션] 먼저 주어진 것을 정리합니다.\n\n답: {0}")]
    [InlineData("I add both.\n**Final answer:** {0}.")]
    [InlineData("The answer is {0}.")]
    [InlineData("<think>Answer: 7?</think>\n`{0}`")]
    public void What_stands_around_an_answer_of_the_bank_does_not_change_its_key(string form)
    {
        var changed =
            from question in QuestionBank.Standard.Questions
            let whole = form.Replace("{0}", question.Answer, StringComparison.Ordinal)
            where CanonicalAnswer.Of(whole) != CanonicalAnswer.Of(question.Answer)
            select $"{question.Answer}: {CanonicalAnswer.Of(whole)} and not {CanonicalAnswer.Of(question.Answer)}";

        Assert.Empty(changed);
    }

    private static IEnumerable<string> Right(Question question) => question.Accepted.Prepend(question.Answer);
}
