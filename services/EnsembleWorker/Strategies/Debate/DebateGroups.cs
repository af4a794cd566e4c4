using System.Text.Json;
using Orchestrator.EnsembleWorker.Aggregation.Open;
using Orchestrator.EnsembleWorker.Aggregation.Voting;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>Which positions are the same one. Pure.</summary>
/// <param name="Of">The group of each position, from 0, in the order in which they appear.</param>
/// <param name="IsClosed">True when all of them are short answers: then nobody has to be asked what is the same.</param>
internal sealed record DebateGroups(IReadOnlyList<int> Of, bool IsClosed)
{
    public int Count => Of.Count == 0 ? 0 : Of.Max() + 1;

    /// <summary>Short answers by what they mean; others by how alike they look, where a denial or another number makes them unlike.</summary>
    public static DebateGroups ByLooks(IReadOnlyList<string> answers, double sameSimilarity)
    {
        var texts = answers.Select(TextSimilarity.Of).ToList();
        return Group(answers, (one, other) => texts[one].To(texts[other]) >= sameSimilarity);
    }

    /// <summary>Short answers by what they mean; others as a judge has said.</summary>
    /// <param name="answers">In their order.</param>
    /// <param name="labels">What the judge knows them by.</param>
    /// <param name="text">What the judge says: {"groups":{"A":1,"B":2}}.</param>
    /// <returns>Null when it cannot be read, or leaves one out.</returns>
    public static DebateGroups? ByJudge(IReadOnlyList<string> answers, IReadOnlyList<string> labels, string text)
    {
        if (ModelJson.Find(text) is not { } json || JsonFields.Field(json, "groups") is not { } said)
        {
            return null;
        }

        var numbers = labels.Select(label => JsonFields.Text(said, label)).ToList();
        return said.ValueKind != JsonValueKind.Object || numbers.Contains("")
            ? null
            : Group(answers, (one, other) => numbers[one] == numbers[other]);
    }

    /// <summary>Whether a member has another position than before.</summary>
    public static bool IsAnother(string before, string now, double sameSimilarity) =>
        ByLooks([before, now], sameSimilarity).Count > 1;

    // Each is compared with the first of a group: the answer depends on nothing but the members' order.
    private static DebateGroups Group(IReadOnlyList<string> answers, Func<int, int, bool> isSameOpen)
    {
        var keys = AnswerGroups.Keys(answers);
        var groups = new List<int>();
        var heads = new List<int>();
        for (var at = 0; at < answers.Count; at++)
        {
            var group = heads.FindIndex(head =>
                keys[head] is { } one && keys[at] is { } other ? one == other : isSameOpen(head, at)
            );
            if (group < 0)
            {
                group = heads.Count;
                heads.Add(at);
            }

            groups.Add(group);
        }

        return new DebateGroups(groups, keys.All(key => key is not null));
    }
}
