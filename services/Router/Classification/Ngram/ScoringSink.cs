using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>Adds the weights of each feature up as it is found. Whole numbers: the order does not matter.</summary>
internal ref struct ScoringSink(
    ref sbyte weights,
    Span<Vector256<int>> sums,
    Span<int> counts,
    Span<FeatureTrace> traces,
    int textLength
) : IFeatureSink
{
    /// <summary>Each block has sums near the ends of the text and sums of its material, of two vectors each.</summary>
    public const int SumCount = FeatureBlocks.Count * 4;

    public const int CountCount = FeatureBlocks.Count * 2;

    private readonly ref sbyte _weights = ref weights;
    private readonly Span<Vector256<int>> _sums = sums;
    private readonly Span<int> _counts = counts;
    private readonly Span<FeatureTrace> _traces = traces;

    public int Traced { get; private set; }

    public void Add(FeatureBlock block, uint hash, int start, int length)
    {
        var bucket = FeatureHash.Bucket(hash);
        var row = Vector128.LoadUnsafe(ref Unsafe.Add(ref _weights, bucket * NgramLanes.Count));
        var wide = Vector256.Create(Vector128.WidenLower(row), Vector128.WidenUpper(row));
        var place = (2 * (int)block) + (NgramShape.IsMaterial(block, start, textLength) ? 1 : 0);
        _counts[place]++;
        _sums[2 * place] += Vector256.WidenLower(wide);
        _sums[(2 * place) + 1] += Vector256.WidenUpper(wide);
        if (Traced < _traces.Length && IsNamed(block, length))
        {
            _traces[Traced++] = new FeatureTrace(
                bucket,
                start,
                (short)Math.Min(length, short.MaxValue),
                (byte)block,
                0
            );
        }
    }

    // Pieces of words tell people nothing.
    private static bool IsNamed(FeatureBlock block, int length) =>
        block is FeatureBlock.Word or FeatureBlock.WordPair or FeatureBlock.Head or FeatureBlock.Tail
        || (block == FeatureBlock.Syllables && length > 1);
}
