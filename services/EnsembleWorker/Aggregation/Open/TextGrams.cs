using System.Runtime.InteropServices;
using Orchestrator.EnsembleWorker.Aggregation.Canonical;

namespace Orchestrator.EnsembleWorker.Aggregation.Open;

/// <summary>A text as counts of its groups of three characters, for comparing texts without a model.</summary>
/// <remarks>Likeness of form and not of meaning: "it is safe" and "it is not safe" are alike.</remarks>
internal sealed class TextGrams
{
    /// <summary>Characters that are looked at.</summary>
    private const int LengthMax = 32_768;

    private const int Size = 3;

    private readonly Dictionary<int, int> _counts;
    private readonly double _length;

    private TextGrams(Dictionary<int, int> counts)
    {
        _counts = counts;
        _length = Math.Sqrt(counts.Values.Sum(count => (double)count * count));
    }

    public static TextGrams Of(string text)
    {
        var plain = $" {PlainLetters.Of(text[..Math.Min(text.Length, LengthMax)]).ToLowerInvariant().Trim()} ";
        var counts = new Dictionary<int, int>();
        for (var at = 0; at + Size <= plain.Length; at++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, Hash(plain.AsSpan(at, Size)), out _)++;
        }

        return new TextGrams(counts);
    }

    /// <summary>Cosine, 0 to 1.</summary>
    public double Similarity(TextGrams other)
    {
        if (_length <= 0 || other._length <= 0)
        {
            return 0;
        }

        var (few, many) = _counts.Count <= other._counts.Count ? (_counts, other._counts) : (other._counts, _counts);
        var sum = few.Sum(pair => (double)pair.Value * many.GetValueOrDefault(pair.Key));
        return Math.Clamp(sum / (_length * other._length), 0, 1);
    }

    // Three UTF-16 units do not fit into an int: FNV-1a, the same in every process, unlike string.GetHashCode.
    private static int Hash(ReadOnlySpan<char> gram)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in gram)
        {
            hash = unchecked((hash ^ letter) * 16_777_619u);
        }

        return unchecked((int)hash);
    }
}
