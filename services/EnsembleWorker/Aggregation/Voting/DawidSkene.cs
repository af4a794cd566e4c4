namespace Orchestrator.EnsembleWorker.Aggregation.Voting;

/// <summary>How often each member is right, found out from nothing but their answers. Pure.</summary>
/// <remarks>
/// Dawid and Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm" (Applied Statistics 28, 1979), with one
/// accuracy per member instead of a confusion matrix, because the possible answers differ from question to question. The E step is the
/// posterior of a vote (<see cref="VoteConfidence"/>, families capped, so a family that repeats itself does not prove itself right), the
/// M step the mean of a Beta posterior: the member's prior skill is worth PriorItems answers, which also fixes which of the two symmetric
/// solutions is meant and carries members with few answers.
/// </remarks>
internal static class DawidSkene
{
    public const int IterationsMax = 100;

    private const double Tolerance = 1e-6;

    /// <param name="members">Columns of the matrix.</param>
    /// <param name="items">Per question the canonical key of each member's answer; null where there is none.</param>
    /// <param name="rules">Of the votes.</param>
    /// <param name="priorItems">How many answers the prior skill is worth; above zero.</param>
    public static IReadOnlyList<MemberAccuracy> Of(
        IReadOnlyList<MemberPrior> members,
        IReadOnlyList<IReadOnlyList<string?>> items,
        VoteRules rules,
        double priorItems = 8
    )
    {
        var skills = members.Select(member => BallotWeight.Skill(member.Skill, rules)).ToArray();
        var votes = items.Select(item => new ItemVote(members, item)).ToList();
        var rights = new double[members.Count];
        for (var iteration = 0; iteration < IterationsMax; iteration++)
        {
            Array.Clear(rights);
            foreach (var vote in votes)
            {
                vote.AddRights(rights, skills, rules);
            }

            var moved = Move(skills, rights, votes, members, rules, priorItems);
            if (moved < Tolerance)
            {
                break;
            }
        }

        return [.. members.Select((member, at) => Accuracy(member, skills[at], Answers(votes, at), priorItems))];
    }

    private static double Move(
        double[] skills,
        double[] rights,
        List<ItemVote> votes,
        IReadOnlyList<MemberPrior> members,
        VoteRules rules,
        double priorItems
    )
    {
        var moved = 0.0;
        for (var at = 0; at < skills.Length; at++)
        {
            var prior = BallotWeight.Skill(members[at].Skill, rules) * priorItems;
            var next = (prior + rights[at]) / (priorItems + Answers(votes, at));
            moved = Math.Max(moved, Math.Abs(next - skills[at]));
            skills[at] = next;
        }

        return moved;
    }

    private static int Answers(List<ItemVote> votes, int member) => votes.Count(vote => vote.HasAnswer(member));

    // The spread of the Beta posterior; that the right answers are only guessed makes the truth a little wider.
    private static MemberAccuracy Accuracy(MemberPrior member, double skill, int answers, double priorItems) =>
        new(member.Member, skill, Math.Sqrt(skill * (1 - skill) / (priorItems + answers + 1)), answers);
}

/// <param name="Family">Of models that err together.</param>
/// <param name="Skill">What is expected before any answer.</param>
internal sealed record MemberPrior(string Member, string Family, double Skill);

/// <param name="Accuracy">Probability of a right answer, 0 to 1.</param>
/// <param name="Error">Standard error of it.</param>
/// <param name="Answers">How many there were.</param>
internal sealed record MemberAccuracy(string Member, double Accuracy, double Error, int Answers);
