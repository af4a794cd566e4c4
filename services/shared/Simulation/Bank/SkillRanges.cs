namespace Orchestrator.Simulation.Bank;

/// <summary>Between which values a world's models are drawn. The defaults are those that the documentation states.</summary>
public sealed record SkillRanges
{
    public static SkillRanges Default { get; } = new();

    /// <summary>Probability that a model answers a question of medium difficulty rightly, per model and task.</summary>
    public ProbabilityRange Skill { get; init; } = new(0.3, 0.9);

    /// <summary>Correlation of the errors of two equally good models of one family.</summary>
    public ProbabilityRange ErrorCorrelation { get; init; } = new(0, 0.8);

    /// <summary>Probability that a model judges rightly when it reads the candidates, per model and task.</summary>
    public ProbabilityRange JudgeAccuracy { get; init; } = new(0.5, 0.95);

    /// <summary>Probability that a model picks the first candidate whatever it says, per model.</summary>
    public ProbabilityRange PositionBias { get; init; } = new(0, 0.3);

    /// <summary>What an easy question adds to, and a hard one takes from, the log-odds of a right answer.</summary>
    public double DifficultyLogOdds { get; init; } = 0.7;
}
