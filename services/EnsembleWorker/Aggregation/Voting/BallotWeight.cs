namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>What ballots weigh. Pure.</summary>
/// <remarks>
/// A ballot for an answer multiplies the odds of that answer by p / ((1 − p) / M), where p is its model's skill and M the number of wrong
/// answers among which it would have erred: its weight is log(p / (1 − p)) + log M, the best weight for independent voters (Nitzan and
/// Paroush 1982 for two answers, where M is 1). Weights below a small positive one are raised to it.
/// <para>
/// Within a family and answer the strongest ballot counts in full, the next one r times, the next r² times, with r = 1 − 1 / FamilyCap. So
/// the family never weighs more than FamilyCap times its strongest ballot, and one more ballot never weighs nothing.
/// </para>
/// </remarks>
internal static class BallotWeight
{
    public static double Of(double skill, VoteRules rules, double wrongAnswers)
    {
        var sane = Skill(skill, rules);
        return Math.Max(rules.WeightMin, Math.Log(sane / (1 - sane)) + Math.Log(Math.Max(1, wrongAnswers)));
    }

    /// <summary>The skill that a ballot is counted with beside a best voter of skill <paramref name="best"/>.</summary>
    public static double Beside(double best, double skill, VoteRules rules) =>
        best - Skill(skill, rules) > rules.SkillGapMax
            ? Math.Min(skill, 1 / (1 + Math.Max(1, rules.WrongAnswers)))
            : skill;

    /// <summary>A skill that may be believed.</summary>
    public static double Skill(double skill, VoteRules rules) =>
        double.IsFinite(skill) ? Math.Clamp(skill, rules.SkillMin, rules.SkillMax) : rules.SkillMin;

    /// <param name="weights">Of one family's ballots for one answer, in any order.</param>
    public static double OfFamily(IEnumerable<double> weights, double familyCap)
    {
        var further = 1 - (1 / Math.Max(1, familyCap));
        var (sum, factor) = (0.0, 1.0);
        foreach (var weight in weights.OrderDescending())
        {
            sum += weight * factor;
            factor *= further;
        }

        return sum;
    }

    /// <summary>What each family says for one answer, the strongest voice first.</summary>
    public static IReadOnlyList<double> Voices(IEnumerable<Ballot> ballots, VoteRules rules, double wrongAnswers) =>
        [
            .. ballots
                .GroupBy(ballot => ballot.Voice, StringComparer.OrdinalIgnoreCase)
                .Select(family =>
                    OfFamily(family.Select(ballot => Of(ballot.Skill, rules, wrongAnswers)), rules.FamilyCap)
                )
                .OrderDescending(),
        ];
}
