using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Runs.StepCache;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Tests.Runs.StepCache;

public sealed class RecentAnswersTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_not_asked_for_the_longest_goes_first()
    {
        var answers = new RecentAnswers(new StepCacheOptions { Entries = 2 });
        answers.Add("a", Answer("a"), Now);
        answers.Add("b", Answer("b"), Now);
        Assert.NotNull(answers.Find("a", Now));

        Assert.Equal(1, answers.Add("c", Answer("c"), Now));

        Assert.Null(answers.Find("b", Now));
        Assert.Equal(("a", "c"), (answers.Find("a", Now)?.Text, answers.Find("c", Now)?.Text));
    }

    [Fact]
    public void An_answer_that_is_too_old_is_not_given_and_takes_no_room()
    {
        var answers = new RecentAnswers(new StepCacheOptions { TimeToLive = TimeSpan.FromMinutes(1) });
        answers.Add("a", Answer("a"), Now);

        Assert.NotNull(answers.Find("a", Now.AddSeconds(59)));
        Assert.Null(answers.Find("a", Now.AddSeconds(60)));
        Assert.Equal((0, 0L), (answers.Count, answers.Bytes));
    }

    [Fact]
    public void An_answer_larger_than_all_the_room_displaces_nobody()
    {
        var answers = new RecentAnswers(new StepCacheOptions { Bytes = 10_000 });
        answers.Add("a", Answer("a"), Now);

        Assert.Equal(0, answers.Add("b", Answer(new string('x', 10_000)), Now));

        Assert.NotNull(answers.Find("a", Now));
        Assert.Null(answers.Find("b", Now));
    }

    [Fact]
    public void Number_and_bytes_never_exceed_their_limits() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<byte[]>(KeepsItsLimits));

    private static bool KeepsItsLimits(byte[] keys)
    {
        var limits = new StepCacheOptions { Entries = 5, Bytes = 8_000 };
        var answers = new RecentAnswers(limits);
        return keys.All(key =>
        {
            answers.Add($"{key % 16}", Answer(new string('x', key * 10)), Now);
            return answers.Count <= limits.Entries && answers.Bytes <= limits.Bytes;
        });
    }

    private static StepResult Answer(string text) =>
        new()
        {
            Step = "s",
            Model = "a:1",
            Text = text,
        };
}
