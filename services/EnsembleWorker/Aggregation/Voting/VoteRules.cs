namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>How votes are counted. The defaults are those that docs/aggregation.md gives figures for.</summary>
/// <param name="FamilyCap">What all ballots of one family for one answer weigh at most, in strongest ballots of it: 1 means that a
/// family has one voice, 1.5 that its second to last ballots together are worth half a voice.</param>
/// <param name="StopProbability">From this probability on that the leader stays the leader, nobody else is asked.</param>
internal sealed record VoteRules(double FamilyCap = 1.5, double StopProbability = 0.95)
{
    public static VoteRules Usual { get; } = new();

    /// <summary>Skills are not believed beyond these: no single ballot is beyond doubt, and none is a lie.</summary>
    public double SkillMin { get; init; } = 0.05;

    public double SkillMax { get; init; } = 0.97;

    /// <summary>Wrong answers among which those that err are taken to be spread; yes or no has one.</summary>
    public double WrongAnswers { get; init; } = 2;

    /// <summary>
    /// What a ballot of a model below chance weighs, so that a vote never counts against its own answer.
    /// </summary>
    public double WeightMin { get; init; } = 0.02;

    /// <summary>
    /// How much worse than the best voter a model may be: beyond it its ballot counts as one of a model that guesses. Skills are estimates,
    /// and those of models that are far worse are estimated too high more often than too low.
    /// </summary>
    public double SkillGapMax { get; init; } = 0.2;

    /// <summary>Models up to this skill are weak: together they weigh less than the best single ballot.</summary>
    public double WeakSkill { get; init; } = 0.5;

    /// <summary>
    /// How much of what further voices add to the strongest one is not believed: families err together on hard questions, too.
    /// </summary>
    public double Shrinkage { get; init; } = 0.15;

    /// <summary>How many ballots the expected skill is worth against what is seen on this question.</summary>
    public double SkillConcentration { get; init; } = 6;

    /// <summary>Correlation of the answers of one family, for those that are still to come.</summary>
    public double FamilyCorrelation { get; init; } = 0.4;

    /// <summary>A vote needs short answers from this share of the ballots; otherwise the question is an open one.</summary>
    public double ClosedShareMin { get; init; } = 0.5;
}
