using System.Runtime.InteropServices;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>The last letters of a text, and the n-grams that end with the newest.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LetterWindow
{
    private uint _second;
    private uint _third;
    private uint _fourth;
    private uint _fifth;
    private int _thirdAt;
    private int _secondAt;
    private int _fourthAt;
    private int _fifthAt;
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>N-grams of three to five letters.</summary>
    public void Long<TSink>(FeatureBlock block, uint letter, int at, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (_count >= 2)
        {
            var hash = Three(block, letter);
            sink.Add(block, hash, _thirdAt, at - _thirdAt + 1);
            if (_count >= 3)
            {
                hash = FeatureHash.Mix(hash, _fourth);
                sink.Add(block, hash, _fourthAt, at - _fourthAt + 1);
            }

            if (_count >= 4)
            {
                sink.Add(block, FeatureHash.Mix(hash, _fifth), _fifthAt, at - _fifthAt + 1);
            }
        }

        Push(letter, at);
    }

    /// <summary>N-grams of one to three letters.</summary>
    public void Short<TSink>(FeatureBlock block, uint letter, int at, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var hash = FeatureHash.Mix(FeatureHash.Begin(block, 0), letter);
        sink.Add(block, hash, at, 1);
        if (_count >= 1)
        {
            hash = FeatureHash.Mix(hash, _second);
            sink.Add(block, hash, _secondAt, at - _secondAt + 1);
        }

        if (_count >= 2)
        {
            sink.Add(block, FeatureHash.Mix(hash, _third), _thirdAt, at - _thirdAt + 1);
        }

        Push(letter, at);
    }

    private readonly uint Three(FeatureBlock block, uint letter) =>
        FeatureHash.Mix(FeatureHash.Mix(FeatureHash.Mix(FeatureHash.Begin(block, 0), letter), _second), _third);

    private void Push(uint letter, int at)
    {
        (_fifth, _fourth, _third, _second) = (_fourth, _third, _second, letter);
        (_fifthAt, _fourthAt, _thirdAt, _secondAt) = (_fourthAt, _thirdAt, _secondAt, at);
        _count++;
    }
}
