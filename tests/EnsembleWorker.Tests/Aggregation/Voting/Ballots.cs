using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Tests.Aggregation.Voting;

/// <summary>Ballots for tests.</summary>
internal static class Ballots
{
    public static Ballot Of(string family, string answer, double skill, int member = 1) =>
        new($"{family}-{member}", $"{family}:{member}", family, $"Answer: {answer}", skill);

    /// <summary>Up to nine ballots of up to four families for up to four answers.</summary>
    public static Gen<Ballot[]> Any { get; } =
        Gen.Choose(1, 9)
            .SelectMany(count => Gen.ArrayOf(One, count))
            .Select(ballots => ballots.Select((ballot, at) => ballot with { Member = $"member-{at}" }).ToArray());

    public static Gen<Ballot> One { get; } =
        from family in Gen.Elements("a", "b", "c", "d")
        from answer in Gen.Elements("red", "green", "blue", "12 km")
        from skill in Gen.Choose(2, 98)
        select Of(family, answer, skill / 100.0);
}
