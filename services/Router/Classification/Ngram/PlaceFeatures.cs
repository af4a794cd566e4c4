namespace Orchestrator.Router.Classification.Ngram;

/// <summary>Words at the places where requests stand: first in an English sentence, last in a Korean one.</summary>
internal struct PlaceFeatures
{
    // Words of a text that count as its beginning.
    private const int HeadWords = 6;

    // Sentences of which begin and end are noted; the end of the last one always is.
    private const int Sentences = 4;
    private const int SuffixLetters = 6;

    private const uint AnywhereInHead = 0;
    private const uint PairInHead = 1;
    private const uint FirstOfSentence = 2;
    private const uint FirstPairOfSentence = 3;
    private const uint Suffix = 0;

    private int _words;
    private int _sentences;
    private int _inSentence;
    private uint _before;
    private int _beforeStart;
    private uint _hangul;
    private int _hangulStart;
    private bool _inHangul;

    public void Hangul<TSink>(char c, int at, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (!_inHangul)
        {
            _inHangul = true;
            _hangulStart = at;
            _hangul = FeatureHash.Begin(FeatureBlock.Word, 1);
        }

        _hangul = FeatureHash.Mix(_hangul, c);
    }

    public void EndHangul<TSink>(int end, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (_inHangul)
        {
            _inHangul = false;
            Word(_hangul, _hangulStart, end, ref sink);
        }
    }

    public void Word<TSink>(uint word, int start, int end, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (_words < HeadWords)
        {
            sink.Add(FeatureBlock.Head, One(AnywhereInHead, word), start, end - start);
            if (_words > 0)
            {
                sink.Add(FeatureBlock.Head, Two(PairInHead, word), _beforeStart, end - _beforeStart);
            }
        }

        if (_sentences < Sentences && _inSentence == 0)
        {
            sink.Add(FeatureBlock.Head, One(FirstOfSentence, word), start, end - start);
        }
        else if (_sentences < Sentences && _inSentence == 1)
        {
            sink.Add(FeatureBlock.Head, Two(FirstPairOfSentence, word), _beforeStart, end - _beforeStart);
        }

        _words++;
        _inSentence++;
        (_before, _beforeStart) = (word, start);
    }

    /// <param name="end">Of a sentence.</param>
    public void End<TSink>(ReadOnlySpan<char> text, int end, bool isLast, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        EndHangul(end, ref sink);
        var isNoted = isLast && _inSentence == 0 && _sentences <= Sentences;
        if ((_inSentence == 0 && !isLast) || isNoted)
        {
            return;
        }

        if (_sentences < Sentences || isLast)
        {
            AddSuffixes(text, end, ref sink);
        }

        _inSentence = 0;
        _sentences++;
    }

    private static void AddSuffixes<TSink>(ReadOnlySpan<char> text, int end, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var hash = FeatureHash.Begin(FeatureBlock.Tail, Suffix);
        var letters = 0;
        for (var i = end - 1; i >= 0 && letters < SuffixLetters; i--)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                continue;
            }

            hash = FeatureHash.Mix(hash, text[i]);
            letters++;
            if (letters > 1)
            {
                sink.Add(FeatureBlock.Tail, hash, i, end - i);
            }
        }
    }

    private static uint One(uint kind, uint word) => FeatureHash.Mix(FeatureHash.Begin(FeatureBlock.Head, kind), word);

    private readonly uint Two(uint kind, uint word) => FeatureHash.Mix(One(kind, _before), word);
}
