namespace Orchestrator.Router.Estimates;

/// <summary>
/// Moves a quality that holds for prompts of middling difficulty to the difficulty of one prompt: the logistic model of item
/// response, quality = σ(ability − difficulty) with both in log-odds (Rasch, "Probabilistic Models for Some Intelligence and
/// Attainment Tests", 1960). A hard prompt leaves a weak model a smaller part of its quality than a strong one.
/// </summary>
internal static class DifficultyShift
{
    /// <summary>Difficulty at which skills are stated.</summary>
    public const double Middle = 0.5;

    /// <summary>
    /// Log-odds between the easiest and the hardest prompt. Assumed: a model that is right in 60 of 100 ordinary cases is then
    /// right in 87 of the easiest and in 25 of the hardest.
    /// </summary>
    public const double Span = 3;

    /// <param name="difficulty">0 to 1.</param>
    public static QualityEstimate Apply(QualityEstimate quality, double difficulty)
    {
        var harder = Math.Clamp(double.IsNaN(difficulty) ? Middle : difficulty, 0, 1) - Middle;
        if (harder == 0)
        {
            return quality;
        }

        var mean = LogOdds.ToShare(LogOdds.OfShare(quality.Mean) - (Span * harder));
        return quality with { Mean = mean, StandardError = Spread(quality, mean) };
    }

    // The slope of the logistic curve carries a small error over from the one place to the other.
    private static double Spread(QualityEstimate quality, double mean)
    {
        var before = Math.Max(quality.Mean * (1 - quality.Mean), 0.01);
        return Math.Min(0.5, quality.StandardError * (mean * (1 - mean)) / before);
    }
}
