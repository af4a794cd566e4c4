using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Profiler.Probing;

namespace Orchestrator.Profiler.Tests.Probing;

public sealed class ProbeMathTests
{
    /// <summary>The figures of Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_is_the_published_one(int correct, int total, double low, double high)
    {
        var (foundLow, foundHigh) = ProbeMath.Wilson(correct, total);

        Assert.Equal(low, foundLow, 4);
        Assert.Equal(high, foundHigh, 4);
    }

    [Fact]
    public void Nothing_asked_is_nothing_known() => Assert.Equal((0, 1), ProbeMath.Wilson(0, 0));

    [Fact]
    public void The_interval_holds_the_share_and_narrows_with_more_questions() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<PositiveInt, NonNegativeInt>(
                (total, some) =>
                {
                    var correct = some.Get % (total.Get + 1);
                    var (low, high) = ProbeMath.Wilson(correct, total.Get);
                    var (moreLow, moreHigh) = ProbeMath.Wilson(4 * correct, 4 * total.Get);
                    var share = (double)correct / total.Get;
                    return low <= share + 1e-9
                        && share <= high + 1e-9
                        && moreHigh - moreLow < high - low
                        && low is >= 0 and <= 1
                        && high is >= 0 and <= 1;
                }
            )
        );

    [Theory]
    [InlineData(0.25, 0.25, 0)]
    [InlineData(0.10, 0.25, 0)]
    [InlineData(1.00, 0.25, 1)]
    [InlineData(0.625, 0.25, 0.5)]
    [InlineData(0.4, 0, 0.4)]
    public void Guesses_are_worth_nothing(double share, double guessRate, double score) =>
        Assert.Equal(score, ProbeMath.WithoutGuesses(share, guessRate), 9);

    [Fact]
    public void A_score_carries_its_interval_and_its_error()
    {
        var score = new ProbeScore("d", "math", "en", "v", 6, 9, 0.1, IsSimulated: false, DateTimeOffset.UnixEpoch);

        Assert.InRange(score.Score, score.Interval.Low, score.Interval.High);
        Assert.InRange(score.Belief.StandardError, 0.05, 0.25);
        Assert.Equal(score.Score, score.Belief.Score);
    }
}
