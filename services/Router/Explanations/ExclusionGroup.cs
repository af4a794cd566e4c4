using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Explanations;

/// <summary>Who was left out for the same reason, named as far as somebody would read it.</summary>
/// <param name="Names">Models, with the replica where only one replica is out.</param>
/// <param name="More">Others that are not named.</param>
internal sealed record ExclusionGroup(string Reason, IReadOnlyList<string> Names, int More)
{
    private const int MaxNames = 3;

    public static IEnumerable<ExclusionGroup> Of(IReadOnlyList<ExcludedCandidate> exclusions) =>
        exclusions
            .GroupBy(excluded => excluded.Reason)
            .Select(group => new ExclusionGroup(
                group.Key,
                [.. group.Take(MaxNames).Select(NameOf)],
                Math.Max(0, group.Count() - MaxNames)
            ));

    private static string NameOf(ExcludedCandidate excluded) =>
        excluded.Replica.Length == 0 ? excluded.Model : $"{excluded.Model} ({excluded.Replica})";
}
