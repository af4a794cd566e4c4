using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Orchestrator.Simulation.Bank;

/// <summary>
/// Finds many texts in one pass: a rolling hash over windows of fixed width (Karp and Rabin, "Efficient randomized
/// pattern-matching algorithms", IBM J. Res. Dev. 31(2), 1987). Each question is filed under its rarest window, so that
/// a prompt full of "What does this program print" is not compared with every program.
/// </summary>
internal sealed class QuestionIndex
{
    /// <summary>Folded characters; no question is shorter.</summary>
    private const int Window = 8;

    /// <summary>Matches that one text may have; the rest of it is not looked at.</summary>
    private const int MatchesMax = 64;
    private const uint Factor = 16777619;
    private static readonly uint _outgoing = Power(Factor, Window - 1);
    private readonly FrozenDictionary<uint, Anchor[]> _anchors;

    // One bit per low half of a hash: nearly all windows of a prompt stop here.
    private readonly bool[] _known = new bool[1 << 16];

    public QuestionIndex(ImmutableArray<Question> questions)
    {
        var folded = questions
            .Select(question => (question, FoldedText.Of(question.Prompt).Letters.ToArray()))
            .ToArray();
        var counts = folded.SelectMany(pair => Windows(pair.Item2)).CountBy(hash => hash).ToDictionary();
        _anchors = folded
            .Select(pair => AnchorOf(pair.question, pair.Item2, counts))
            .GroupBy(anchor => anchor.Hash)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        foreach (var hash in _anchors.Keys)
        {
            _known[Slot(hash)] = true;
        }
    }

    public List<QuestionMatch> Find(FoldedText text)
    {
        var matches = new List<QuestionMatch>();
        var letters = text.Letters;
        var hash = 0u;
        for (var end = 1; end <= letters.Length && matches.Count < MatchesMax; end++)
        {
            hash = end > Window ? hash - (letters[end - Window - 1] * _outgoing) : hash;
            hash = (hash * Factor) + letters[end - 1];
            if (_known[Slot(hash)] && end >= Window && _anchors.TryGetValue(hash, out var anchors))
            {
                Compare(text, end - Window, anchors, matches);
            }
        }

        return matches;
    }

    private static void Compare(FoldedText text, int at, Anchor[] anchors, List<QuestionMatch> matches)
    {
        foreach (var (question, pattern, offset, _) in anchors)
        {
            var start = at - offset;
            if (start >= 0 && text.Letters[start..].StartsWith(pattern))
            {
                var last = text.PlaceOf(start + pattern.Length - 1);
                matches.Add(new QuestionMatch(question, text.PlaceOf(start), last + 1));
            }
        }
    }

    private static Anchor AnchorOf(Question question, char[] pattern, Dictionary<uint, int> counts)
    {
        var (offset, hash) = Windows(pattern).Index().MinBy(window => counts[window.Item]);
        return new Anchor(question, pattern, offset, hash);
    }

    private static IEnumerable<uint> Windows(char[] pattern)
    {
        if (pattern.Length < Window)
        {
            throw new ArgumentException($"'{new string(pattern)}' is too short to be found.", nameof(pattern));
        }

        return Enumerable
            .Range(0, pattern.Length - Window + 1)
            .Select(start =>
                pattern.AsSpan(start, Window).ToArray().Aggregate(0u, (hash, next) => (hash * Factor) + next)
            );
    }

    private static int Slot(uint hash) => (int)((hash ^ (hash >> 16)) & 0xFFFF);

    private static uint Power(uint factor, int times) => times == 0 ? 1 : factor * Power(factor, times - 1);

    private sealed record Anchor(Question Question, char[] Pattern, int Offset, uint Hash);
}
