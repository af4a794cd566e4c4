using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>What a member's position weighs. Pure.</summary>
/// <remarks>
/// weight = record × f(stated confidence) × f(feasibility) × f(relevance), where f(x) = 1 + influence × (2x − 1).
/// <para>
/// The record is the log-odds of the model's quality as <see cref="BallotWeight"/> has it, capped there. A quality that is known only
/// roughly is drawn towards one half: quality q with standard error e is worth n = q(1 − q)/e² − 1 questions seen, and two more, one right
/// and one wrong, are added: (qn + 1)/(n + 2).
/// </para>
/// <para>
/// Models state too much confidence, mostly 0.8 to 1 whatever they know (Xiong et al. 2024, "Can LLMs express their uncertainty?"). So it
/// moves the weight by a bounded factor instead of being taken for a probability: with an influence of 0.5, 0.8 makes 1.3, 1 makes 1.5,
/// and a confidence that nobody knows makes 1.
/// </para>
/// </remarks>
internal static class DebateWeight
{
    /// <summary>A confidence or a score of which nothing is known.</summary>
    public const double NeutralShare = 0.5;

    /// <summary>More questions than this one never count as seen: an error of zero is no proof.</summary>
    private const double SeenMax = 1_000;

    /// <summary>Least variance of an answer being right: a quality of 0 or 1 is not beyond doubt.</summary>
    private const double VarianceMin = 0.01;

    public static double Skill(double quality, double error)
    {
        var variance = Math.Max(VarianceMin, quality * (1 - quality));
        var seen = error <= 0 ? SeenMax : Math.Clamp((variance / (error * error)) - 1, 0, SeenMax);
        return ((quality * seen) + 1) / (seen + 2);
    }

    public static double Record(RunModel model, double wrongAnswers) =>
        BallotWeight.Of(Skill(model.Quality, model.QualityError), VoteRules.Usual, wrongAnswers);

    public static double Factor(double share, double influence) => 1 + (influence * ((2 * share) - 1));

    public static double Of(double record, double? confidence, DebateScore score, DebateOptions options) =>
        record
        * Factor(confidence ?? NeutralShare, options.ConfidenceInfluence)
        * Factor(score.Feasibility, options.ScoreInfluence)
        * Factor(score.Relevance, options.ScoreInfluence);
}
