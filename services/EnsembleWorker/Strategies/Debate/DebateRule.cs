using System.Collections.Frozen;
using Orchestrator.EnsembleWorker.Aggregation.Open;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>When there is another round, who scores, what is merged and who does what. Pure.</summary>
internal static class DebateRule
{
    /// <summary>Tasks, as the router names them, whose answers may be plans with parts.</summary>
    private static readonly FrozenSet<string> _planTasks = new[] { "planning", "tool_agentic" }.ToFrozenSet(
        StringComparer.OrdinalIgnoreCase
    );

    public static bool AsksForPlans(string task, DebatePlans plans) =>
        plans == DebatePlans.Always || (plans == DebatePlans.ByTask && _planTasks.Contains(task));

    /// <summary>Why there is no critique, whatever the budget; null when there is something to argue about.</summary>
    /// <param name="positions">How many members have one.</param>
    /// <param name="groups">How many different ones.</param>
    /// <param name="round">The one that would come, from 1.</param>
    /// <param name="rounds">At most.</param>
    /// <param name="hasChanged">Whether anybody took another position in the round before; true before the first.</param>
    public static string? WhyNoRound(int positions, int groups, int round, int rounds, bool hasChanged) =>
        positions < 2 ? "nobody_to_argue_with"
        : groups < 2 ? "agreed"
        : !hasChanged ? "unchanged"
        : round > rounds ? "rounds_used"
        : null;

    /// <summary>Models that have no place in the debate, best first; each judge has replacements of its own.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Judges(
        IEnumerable<RunModel> models,
        IEnumerable<DebateVoice> voices,
        int most
    )
    {
        var pool = voices.Select(voice => voice.Model).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var outside = models.Select(model => model.Name).Where(name => !pool.Contains(name)).ToList();
        var judges = Math.Min(most, outside.Count);
        return
        [
            .. Enumerable.Range(0, judges).Select(judge => outside.Where((_, at) => at % judges == judge).ToList()),
        ];
    }

    /// <summary>
    /// Whether positions can be merged: as the scorers say; where they say nothing, when each has a plan and no part of one looks like a
    /// part of another. Short answers never can.
    /// </summary>
    public static bool AreCompatible(
        IReadOnlyList<DebateVote> votes,
        bool isClosed,
        IEnumerable<DebateScores> scores,
        double sameSimilarity
    ) =>
        !isClosed
        && votes.Select(vote => vote.Group).Distinct().Count() > 1
        && (DebateScores.AreCompatible(scores) ?? AreDisjoint(votes, sameSimilarity));

    /// <summary>Who carries out the parts of a plan, by the parts' order: members with a position, best first.</summary>
    public static IReadOnlyList<DebateVoice> Workers(DebateConsensus consensus, int parts, DebateParts to)
    {
        List<DebateVoice> members = [.. consensus.Votes.Select(vote => vote.Voice)];
        return
        [
            .. Enumerable
                .Range(0, parts)
                .Select(part => to == DebateParts.Proposer ? consensus.Winner.Voice : members[part % members.Count]),
        ];
    }

    /// <summary>Who writes for all: the configured model, then the members who are there, best first.</summary>
    public static IReadOnlyList<string> Writers(IEnumerable<DebateVoice> voices, string configured)
    {
        var there = voices.Where(voice => voice.IsThere).OrderByDescending(voice => voice.HasPosition);
        IEnumerable<string> first = configured.Length > 0 ? [configured] : [];
        return [.. first.Concat(there.Select(voice => voice.Model)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// Whether the winner's own words are the answer: a short one needs no other words. Not when it could not be read as JSON, and not
    /// when the user has added something since.
    /// </summary>
    public static bool IsOwnWords(DebateConsensus consensus, bool hasAdditions) =>
        consensus.IsClosed && consensus.Winner.Voice.Position!.IsStructured && !hasAdditions;

    private static bool AreDisjoint(IReadOnlyList<DebateVote> votes, double sameSimilarity)
    {
        var plans = votes.Select(vote => (vote.Group, Parts: Texts(vote.Voice.Position!))).ToList();
        return plans.All(plan => plan.Parts.Count > 0)
            && plans.All(one =>
                plans.All(other =>
                    one.Group == other.Group
                    || !one.Parts.Any(part => other.Parts.Any(each => part.To(each) >= sameSimilarity))
                )
            );
    }

    private static List<TextSimilarity> Texts(DebatePosition position) =>
        [.. position.Parts.Select(part => TextSimilarity.Of(part.Instruction))];
}
