using Orchestrator.Simulation.Bank;

namespace Orchestrator.Simulation.Tests.Bank;

public sealed class JudgeDrawTests
{
    private const int Count = 4000;
    private const double Error = 5 * 0.5 / 63;
    private static readonly Candidate _right = new("Answer: yes", IsRight: true);
    private static readonly Candidate _wrong = new("Answer: no", IsRight: false);

    private static JudgeDraw Judge(int at, double accuracy, double bias)
    {
        var ranges = new SkillRanges
        {
            JudgeAccuracy = new ProbabilityRange(accuracy, accuracy),
            PositionBias = new ProbabilityRange(bias, bias),
        };
        var question = QuestionBank.Standard.Questions[0] with { Id = $"test-{at}" };
        return new JudgeDraw(new SkillWorld(1, ranges), SimulatedModels.Of(8), question, new Sampling(0.8, 1));
    }

    private static double Share(Func<int, bool> isIt) => Enumerable.Range(0, Count).Count(isIt) / (double)Count;

    [Theory]
    [InlineData(0.5, 0.0)]
    [InlineData(0.7, 0.2)]
    [InlineData(0.95, 0.3)]
    public void Accuracy_and_position_bias_show_as_stated(double accuracy, double bias)
    {
        var whenFirst = Share(at => Judge(at, accuracy, bias).Pick([_right, _wrong], mayTie: false) == 0);
        var whenSecond = Share(at => Judge(at, accuracy, bias).Pick([_wrong, _right], mayTie: false) == 1);
        Assert.InRange(whenFirst - whenSecond - bias, -2 * Error, 2 * Error);
        Assert.InRange(whenSecond - ((1 - bias) * accuracy), -Error, Error);
    }

    [Fact]
    public void What_is_read_does_not_depend_on_the_order() =>
        Assert.All(
            Enumerable.Range(0, 500),
            at =>
            {
                var judge = Judge(at, 0.7, 0);
                Assert.Equal(
                    judge.Pick([_right, _wrong], mayTie: true),
                    1 - judge.Pick([_wrong, _right], mayTie: true)
                );
            }
        );

    [Fact]
    public void Equal_candidates_are_a_tie_where_there_may_be_one_and_a_winner_otherwise()
    {
        var other = new Candidate("It is yes", IsRight: true);
        var ties = Share(at => Judge(at, 0.8, 0).Pick([_right, other], mayTie: true) is null);
        Assert.InRange(ties - 0.8, -Error, Error);
        Assert.All(
            Enumerable.Range(0, 100),
            at => Assert.NotNull(Judge(at, 0.8, 0).Pick([_right, other], mayTie: false))
        );
    }

    [Fact]
    public void Of_many_candidates_the_only_right_one_is_picked_with_the_accuracy()
    {
        var picked = Share(at =>
            Judge(at, 0.75, 0)
                .Pick(
                    [_wrong, new Candidate("x", IsRight: false), _right, new Candidate("y", IsRight: false)],
                    mayTie: true
                ) == 2
        );
        Assert.InRange(picked - 0.75, -Error, Error);
    }
}
