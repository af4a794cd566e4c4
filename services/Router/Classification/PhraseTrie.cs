namespace Orchestrator.Router.Classification;

/// <summary>
/// Finds the longest known phrase at a position. Linear in the length of the longest phrase, so no text can make it slow.
/// Phrases are separated by '|'; one that ends in '*' may go on in the middle of a word. Phrases of Latin letters stand
/// between word boundaries, Korean ones anywhere, because Korean joins its particles to the word.
/// </summary>
internal sealed class PhraseTrie<TValue>
{
    // Most characters start no phrase; this says so without a look into the dictionary.
    private readonly bool[] _starts = new bool[char.MaxValue + 1];
    private readonly Dictionary<int, int> _next = [];
    private readonly List<Ending?> _endings = [null];

    public static PhraseTrie<TValue> Of(IEnumerable<(TValue Value, string Phrases)> entries)
    {
        var trie = new PhraseTrie<TValue>();
        foreach (var (value, phrases) in entries)
        {
            foreach (var phrase in phrases.Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                trie.Add(phrase, value);
            }
        }

        return trie;
    }

    /// <returns>The longest phrase that starts at <paramref name="start"/>, or null.</returns>
    public Ending? Longest(ReadOnlySpan<char> text, int start)
    {
        Ending? found = null;
        if (!_starts[text[start]])
        {
            return null;
        }

        var node = 0;
        for (var i = start; i < text.Length && _next.TryGetValue(Key(node, text[i]), out node); i++)
        {
            if (_endings[node] is { } ending && (ending.OpenEnded || !Joins(text, i)))
            {
                found = ending;
            }
        }

        return found;
    }

    public bool ContainsAny(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsStart(text, i) && Longest(text, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a phrase may start: anywhere but in the middle of a Latin word.</summary>
    public static bool IsStart(ReadOnlySpan<char> text, int i) => i == 0 || !Joins(text, i - 1);

    private static bool Joins(ReadOnlySpan<char> text, int i) =>
        i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i]) && char.IsAsciiLetterOrDigit(text[i + 1]);

    private static int Key(int node, char c) => (node << 16) | c;

    private void Add(string phrase, TValue value)
    {
        var openEnded = phrase.EndsWith('*');
        var letters = openEnded ? phrase[..^1] : phrase;
        _starts[letters[0]] = true;
        var node = 0;
        foreach (var c in letters)
        {
            if (!_next.TryGetValue(Key(node, c), out var following))
            {
                following = _endings.Count;
                _endings.Add(null);
                _next.Add(Key(node, c), following);
            }

            node = following;
        }

        _endings[node] = new Ending(letters, value, openEnded);
    }

    internal sealed record Ending(string Phrase, TValue Value, bool OpenEnded);
}
