using System.Runtime.Intrinsics;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>Weights while they are learnt: a row of floats for each bucket that some text uses.</summary>
internal sealed class FloatWeights
{
    private readonly int[] _rowOfBucket;
    private readonly float[] _weights;

    private FloatWeights(int[] rowOfBucket, int rows)
    {
        _rowOfBucket = rowOfBucket;
        RowCount = rows;
        _weights = new float[rows * NgramLanes.Count];
    }

    public int RowCount { get; }

    /// <param name="groupsMin">Groups that a bucket must occur in: what one author alone writes says who wrote it.</param>
    public static FloatWeights For(IReadOnlyList<TrainingItem> items, int groupsMin)
    {
        var groups = new int[FeatureHash.Buckets];
        var last = new int[FeatureHash.Buckets];
        var number = 0;
        foreach (var group in items.GroupBy(item => item.Group))
        {
            number++;
            foreach (var bucket in group.SelectMany(item => item.Features.Buckets))
            {
                groups[bucket] += last[bucket] == number ? 0 : 1;
                last[bucket] = number;
            }
        }

        var rows = 0;
        for (var bucket = 0; bucket < groups.Length; bucket++)
        {
            groups[bucket] = groups[bucket] >= groupsMin ? rows++ : -1;
        }

        return new FloatWeights(groups, rows);
    }

    public ref float At(int row) => ref _weights[row * NgramLanes.Count];

    public SparseRows RowsOf(FeatureList features)
    {
        var kept = Enumerable
            .Range(0, features.Buckets.Length)
            .Where(i => _rowOfBucket[features.Buckets[i]] >= 0)
            .ToArray();
        return new SparseRows(
            [.. kept.Select(i => _rowOfBucket[features.Buckets[i]])],
            [.. kept.Select(i => features.Values[i])]
        );
    }

    public void Score(SparseRows rows, Span<float> lanes)
    {
        var low = Vector256<float>.Zero;
        var high = Vector256<float>.Zero;
        for (var i = 0; i < rows.Rows.Length; i++)
        {
            ref var place = ref At(rows.Rows[i]);
            low += Vector256.LoadUnsafe(ref place) * rows.Values[i];
            high +=
                Vector256.LoadUnsafe(ref System.Runtime.CompilerServices.Unsafe.Add(ref place, Vector256<float>.Count))
                * rows.Values[i];
        }

        low.CopyTo(lanes);
        high.CopyTo(lanes[Vector256<float>.Count..]);
    }

    /// <returns>The model in bytes: each lane has one step for all of its weights.</returns>
    public NgramModel Quantise(float[] blockWeights, float temperature)
    {
        var scales = new float[NgramLanes.Count];
        for (var i = 0; i < _weights.Length; i++)
        {
            scales[i % NgramLanes.Count] = Math.Max(
                scales[i % NgramLanes.Count],
                Math.Abs(_weights[i]) / sbyte.MaxValue
            );
        }

        var bytes = new sbyte[FeatureHash.Buckets * NgramLanes.Count];
        for (var bucket = 0; bucket < FeatureHash.Buckets; bucket++)
        {
            for (var lane = 0; lane < NgramLanes.Used && _rowOfBucket[bucket] >= 0; lane++)
            {
                var weight = _weights[(_rowOfBucket[bucket] * NgramLanes.Count) + lane];
                bytes[(bucket * NgramLanes.Count) + lane] = (sbyte)
                    MathF.Round(scales[lane] == 0 ? 0 : weight / scales[lane]);
            }
        }

        return new NgramModel(new NgramHeader(blockWeights, scales, new float[NgramLanes.Count], temperature), bytes);
    }
}

/// <summary>The features of a text that have a row.</summary>
internal sealed record SparseRows(int[] Rows, float[] Values);
