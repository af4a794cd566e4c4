using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Strategies.Cascade;

namespace Orchestrator.EnsembleWorker.Tests.Strategies.Cascade;

public sealed class RungConfidenceTests
{
    private static readonly CascadeOptions Options = new();

    [Theory]
    [InlineData(2, 0, 0.78)]
    [InlineData(1, 1, 0.34)]
    [InlineData(0, 2, 0.07)]
    public void The_figures_of_the_documentation_are_those_of_the_map(int same, int other, double expected) =>
        Assert.Equal(expected, RungConfidence.FromSamples(0.5, same, other, Options), 2);

    [Fact]
    public void Agreement_raises_the_confidence_and_dissent_lowers_it() =>
        Prop.ForAll<byte, byte, byte>(
                (quality, same, other) =>
                {
                    var (prior, agreeing, dissenting) = (quality / 255.0, same % 16, other % 16);
                    var now = RungConfidence.FromSamples(prior, agreeing, dissenting, Options);
                    return now is > 0 and < 1
                        && RungConfidence.FromSamples(prior, agreeing + 1, dissenting, Options) > now
                        && RungConfidence.FromSamples(prior, agreeing, dissenting + 1, Options) < now;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_verdict_counts_as_much_as_the_model_is_sure_of_it()
    {
        double Of(bool isCorrect, double confidence) =>
            RungConfidence.FromCheck(0.6, new SelfCheck(isCorrect, confidence), Options);

        Assert.True(Of(true, 1) > Of(true, 0.8));
        Assert.True(Of(true, 0.8) > 0.6);
        Assert.True(Of(false, 1) < Of(false, 0.8));
        Assert.Equal(0.6, Of(true, 0.5), 6);
        Assert.Equal(0.6, Of(false, 0.1), 6);
        Assert.Equal(0.6, RungConfidence.FromCheck(0.6, null, Options), 6);
    }

    [Theory]
    [InlineData("""{"reason": "x", "correct": true, "confidence": 0.9}""", true, 0.9)]
    [InlineData("Sure! ```json\n{\"correct\": false, \"confidence\": 1}\n```", false, 1)]
    [InlineData("""{"correct": true}""", true, 0.5)]
    [InlineData("""{"correct": true, "confidence": 97}""", true, 0.5)]
    [InlineData("""{"correct": true, "confidence": "very"}""", true, 0.5)]
    [InlineData("""{"correct": false, "confidence": 1e999}""", false, 0.5)]
    public void A_verdict_is_read_from_whatever_stands_around_it(string text, bool isCorrect, double confidence) =>
        Assert.Equal(new SelfCheck(isCorrect, confidence), SelfCheck.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("The answer is correct.")]
    [InlineData("""{"correct": "true", "confidence": 1}""")]
    [InlineData("""{"correct": [true]}""")]
    [InlineData("""{"correct": true""")]
    [InlineData("""["correct", true]""")]
    public void What_is_no_verdict_is_none(string text) => Assert.Null(SelfCheck.Of(text));

    [Fact]
    public void Whoever_repeats_mistakes_more_than_truths_is_refused_at_the_start()
    {
        var options = new EnsembleWorkerOptions();
        options.Runs.Cascade.AgreeWhenWrong = 0.9;

        var result = new EnsembleWorkerOptionsCheck().Validate(null, options);

        Assert.Contains("AgreeWhenRight", result.FailureMessage, StringComparison.Ordinal);
    }
}
