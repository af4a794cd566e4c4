namespace Orchestrator.Router.Classification;

/// <summary>Reads a normalised text once and notes each known phrase: the longest at each place, none inside another.</summary>
internal static class MarkScanner
{
    /// <summary>Phrases noted at most; a text with more has said enough.</summary>
    public const int MarkLimit = 400;

    // Most texts have no more.
    private const int MarksOfMost = 16;

    // Letters of verb endings and courtesy after a Korean request: "번역해 / 주실 수 있을까요".
    private const int KoreanEnding = 14;

    private static readonly PhraseTrie<Marker> _phrases = PhraseTrie<Marker>.Of([
        .. EnglishLexicon.Entries,
        .. EnglishTechnicalLexicon.Entries,
        .. KoreanLexicon.Entries,
        .. KoreanTechnicalLexicon.Entries,
    ]);

    public static List<Mark> Scan(ReadOnlySpan<char> text)
    {
        var marks = new List<Mark>(MarksOfMost);
        var sentenceStarts = true;
        var firstOfSentence = 0;
        for (var i = 0; i < text.Length && marks.Count < MarkLimit; )
        {
            if (EndsSentence(text, i))
            {
                Close(marks, firstOfSentence, i);
                firstOfSentence = marks.Count;
                sentenceStarts = true;
            }

            var found = PhraseTrie<Marker>.IsStart(text, i) ? _phrases.Longest(text, i) : null;
            if (found is null)
            {
                sentenceStarts &= !char.IsLetterOrDigit(text[i]);
                i++;
                continue;
            }

            var end = i + found.Phrase.Length;
            marks.Add(new Mark(found.Value, found.Phrase, i, end, sentenceStarts, Closes: false));
            sentenceStarts &= found.Value == Marker.Polite;
            i = end;
        }

        Close(marks, firstOfSentence, text.Length);
        return marks;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int i) =>
        text[i] is '\n' or '!' or '?' or ';' or '。'
        || (text[i] is '.' or ':' or ',' && i + 1 < text.Length && text[i + 1] is ' ' or '\n')
        || (text[i] is '.' && i + 1 == text.Length);

    private static void Close(List<Mark> marks, int from, int sentenceEnd)
    {
        for (var i = from; i < marks.Count; i++)
        {
            if (sentenceEnd - marks[i].End <= KoreanEnding)
            {
                marks[i] = marks[i] with { Closes = true };
            }
        }
    }
}
