namespace Orchestrator.Router.Classification.Ngram;

/// <summary>
/// Reads a normalised text once and tells every n-gram to a sink. Nothing is allocated. Blanks do not part letters, so
/// that a text without its spaces still has most of its features.
/// </summary>
internal ref struct TextFeatures<TSink>
    where TSink : struct, IFeatureSink, allows ref struct
{
    private const uint AnyDigit = '0';

    private readonly ReadOnlySpan<char> _text;
    private TSink _sink;
    private LetterWindow _latin;
    private LetterWindow _syllables;
    private LetterWindow _jamo;
    private PlaceFeatures _places;
    private uint _word;
    private int _wordStart;
    private bool _inWord;
    private bool _inNumber;
    private uint _wordBefore;
    private int _wordBeforeStart;

    private TextFeatures(ReadOnlySpan<char> text, TSink sink)
    {
        _text = text;
        _sink = sink;
    }

    public static void Collect(ReadOnlySpan<char> text, ref TSink sink)
    {
        var reader = new TextFeatures<TSink>(text, sink);
        for (var i = 0; i < text.Length; i++)
        {
            reader.Read(i);
        }

        reader.EndWord(text.Length);
        reader._places.End(text, text.Length, isLast: true, ref reader._sink);
        sink = reader._sink;
    }

    private void Read(int i)
    {
        var c = _text[i];
        if (Hangul.IsLetter(c))
        {
            EndWord(i);
            ReadHangul(c, i);
        }
        else if (c < 0x250 && (char.IsAsciiLetter(c) || char.IsLetter(c)))
        {
            ReadLatin(c, i);
        }
        else if (char.IsDigit(c))
        {
            ReadDigit(i);
        }
        else if (char.IsLetter(c))
        {
            EndWord(i);
            _syllables.Short(FeatureBlock.Syllables, c, i, ref _sink);
        }
        else
        {
            ReadGap(c, i);
        }
    }

    private void ReadHangul(char c, int i)
    {
        _latin.Clear();
        _wordBefore = 0;
        _places.Hangul(c, i, ref _sink);
        _syllables.Short(FeatureBlock.Syllables, c, i, ref _sink);
        if (!Hangul.TryDecompose(c, out var lead, out var vowel, out var tail))
        {
            _jamo.Long(FeatureBlock.Jamo, c, i, ref _sink);
            return;
        }

        _jamo.Long(FeatureBlock.Jamo, lead, i, ref _sink);
        _jamo.Long(FeatureBlock.Jamo, vowel, i, ref _sink);
        if (tail != '\0')
        {
            _jamo.Long(FeatureBlock.Jamo, tail, i, ref _sink);
        }
    }

    private void ReadLatin(char c, int i)
    {
        _places.EndHangul(i, ref _sink);
        BeginWord(i);
        _inNumber = false;
        _word = FeatureHash.Mix(_word, c);
        _latin.Long(FeatureBlock.LatinLetters, c, i, ref _sink);
    }

    // Which number it is says little, that there is one says much.
    private void ReadDigit(int i)
    {
        _places.EndHangul(i, ref _sink);
        BeginWord(i);
        if (!_inNumber)
        {
            _inNumber = true;
            _word = FeatureHash.Mix(_word, AnyDigit);
            _latin.Long(FeatureBlock.LatinLetters, AnyDigit, i, ref _sink);
        }
    }

    private void ReadGap(char c, int i)
    {
        EndWord(i);
        _places.EndHangul(i, ref _sink);
        if (c == ' ')
        {
            return;
        }

        _latin.Clear();
        _syllables.Clear();
        _jamo.Clear();
        if (c is '\n' or '.' or '!' or '?' or ';' or ':' or '。' or '？' or '！')
        {
            _wordBefore = 0;
            _places.End(_text, i, isLast: false, ref _sink);
        }
    }

    private void BeginWord(int i)
    {
        if (!_inWord)
        {
            _inWord = true;
            _inNumber = false;
            _wordStart = i;
            _word = FeatureHash.Begin(FeatureBlock.Word, 0);
        }
    }

    private void EndWord(int end)
    {
        if (!_inWord)
        {
            return;
        }

        _inWord = false;
        _inNumber = false;
        _sink.Add(FeatureBlock.Word, _word, _wordStart, end - _wordStart);
        if (_wordBefore != 0)
        {
            var pair = FeatureHash.Mix(
                FeatureHash.Mix(FeatureHash.Begin(FeatureBlock.WordPair, 0), _wordBefore),
                _word
            );
            _sink.Add(FeatureBlock.WordPair, pair, _wordBeforeStart, end - _wordBeforeStart);
        }

        _places.Word(_word, _wordStart, end, ref _sink);
        _wordBefore = _word;
        _wordBeforeStart = _wordStart;
    }
}
