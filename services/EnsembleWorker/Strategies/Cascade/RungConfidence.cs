namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>The probability that a rung's answer is right. Pure.</summary>
/// <remarks>
/// Bayes' rule on odds. The prior is the model's expected quality. Every further sample multiplies the odds by how much likelier what it
/// says is when the answer is right: AgreeWhenRight / AgreeWhenWrong when it says the same, (1 − AgreeWhenRight) / (1 − AgreeWhenWrong)
/// when not (self-consistency, arXiv 2203.11171). A verdict of the model on its own answer does the same with ConsentWhenRight and
/// ConsentWhenWrong (self-verification as in AutoMix, arXiv 2310.12963), weakened by how sure the model says it is: the ratio is raised to
/// 2c − 1, so a stated confidence of 1 counts fully and one of 0.5 or less not at all. With the default figures a model of quality 0.5 is right
/// with 0.78 when both of two further samples agree, 0.34 when one does and 0.07 when none does.
/// The figures are set by hand, not fitted: how far they are off is measured by the offline evaluation.
/// </remarks>
internal static class RungConfidence
{
    // Nothing is certain: with a prior of 0 or 1 no evidence would count.
    private const double Least = 0.02;

    /// <param name="quality">Expected of the model before it was asked.</param>
    /// <param name="same">Further samples that say the same as the answer.</param>
    /// <param name="other">Further samples that say something else.</param>
    /// <param name="options">The likelihoods.</param>
    public static double FromSamples(double quality, int same, int other, CascadeOptions options) =>
        Probability(
            LogOdds(quality)
                + (same * Math.Log(options.AgreeWhenRight / options.AgreeWhenWrong))
                + (other * Math.Log((1 - options.AgreeWhenRight) / (1 - options.AgreeWhenWrong)))
        );

    /// <param name="quality">Expected of the model before it was asked.</param>
    /// <param name="check">Null when it said nothing that could be read: then its record alone counts.</param>
    /// <param name="options">The likelihoods.</param>
    public static double FromCheck(double quality, SelfCheck? check, CascadeOptions options)
    {
        if (check is null)
        {
            return Probability(LogOdds(quality));
        }

        var ratio = check.IsCorrect
            ? options.ConsentWhenRight / options.ConsentWhenWrong
            : (1 - options.ConsentWhenRight) / (1 - options.ConsentWhenWrong);
        return Probability(LogOdds(quality) + (Math.Max(0, (2 * check.Confidence) - 1) * Math.Log(ratio)));
    }

    private static double LogOdds(double quality)
    {
        var prior = Math.Clamp(quality, Least, 1 - Least);
        return Math.Log(prior / (1 - prior));
    }

    private static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
