using System.Collections.Immutable;
using Orchestrator.Profiler.Probing;

namespace Orchestrator.Profiler.Knowledge;

/// <summary>The scores of all probed models, as the database last showed them.</summary>
internal sealed class ScoreBook
{
    private volatile ImmutableDictionary<string, ImmutableArray<ProbeScore>> _byDigest = ImmutableDictionary.Create<
        string,
        ImmutableArray<ProbeScore>
    >(StringComparer.Ordinal);

    /// <returns>The same array until the scores of these weights change.</returns>
    public ImmutableArray<ProbeScore> Of(string digest) => _byDigest.GetValueOrDefault(digest, []);

    /// <summary>All scores there are now. What stays the same keeps its array.</summary>
    public void Replace(IEnumerable<ProbeScore> scores)
    {
        var before = _byDigest;
        _byDigest = scores
            .GroupBy(score => score.Digest)
            .ToImmutableDictionary(
                group => group.Key,
                group =>
                {
                    var after = group.OrderBy(score => (score.Task, score.Language)).ToImmutableArray();
                    return before.TryGetValue(group.Key, out var known) && known.SequenceEqual(after) ? known : after;
                },
                StringComparer.Ordinal
            );
    }
}
