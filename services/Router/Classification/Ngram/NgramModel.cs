using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Router.Classification.Ngram;

/// <summary>
/// Multinomial logistic regression over hashed features. A row of weights has a byte for each lane, so that one read
/// serves all heads at once.
/// </summary>
internal sealed class NgramModel(NgramHeader header, sbyte[] weights)
{
    public NgramHeader Header => header;

    /// <summary>All rows, one for each bucket.</summary>
    public ReadOnlySpan<sbyte> Weights => weights;

    /// <param name="logits">Receives one number for each lane.</param>
    public void Score(RequestReading reading, Span<float> logits) =>
        Score(reading, logits, default, stackalloc float[FeatureBlocks.Count]);

    /// <param name="traces">Receives the places of features that can be named; what has no room is not noted.</param>
    /// <param name="scales">Receives what one feature of each block counts.</param>
    /// <returns>How many places were noted.</returns>
    public int Score(RequestReading reading, Span<float> logits, Span<FeatureTrace> traces, Span<float> scales)
    {
        header.Bias.CopyTo(logits);
        Span<Vector256<int>> sums = stackalloc Vector256<int>[ScoringSink.SumCount];
        Span<int> counts = stackalloc int[ScoringSink.CountCount];
        if (reading.Earlier is { } earlier)
        {
            var before = new ScoringSink(ref weights[0], sums, counts, [], earlier.Text.Length);
            FeatureExtractor.Earlier(earlier, ref before);
            AddUp(sums, counts, NgramShape.EarlierShare, logits, scales);
            sums.Clear();
            counts.Clear();
        }

        var sink = new ScoringSink(ref weights[0], sums, counts, traces, reading.Prose.Text.Length);
        FeatureExtractor.Newest(reading, ref sink);
        AddUp(sums, counts, share: 1, logits, scales);
        return sink.Traced;
    }

    /// <summary>The weight of a bucket for a task.</summary>
    public float WeightOf(int bucket, int task) =>
        weights[(bucket * NgramLanes.Count) + task] * header.LaneScales[task];

    private void AddUp(
        ReadOnlySpan<Vector256<int>> sums,
        ReadOnlySpan<int> counts,
        float share,
        Span<float> logits,
        Span<float> scales
    )
    {
        var lanes = MemoryMarshal.Cast<Vector256<int>, int>(sums);
        for (var block = 0; block < FeatureBlocks.Count; block++)
        {
            var scale = scales[block] =
                share * header.BlockWeights[block] * NgramShape.Scale(counts[2 * block], counts[(2 * block) + 1]);
            var near = lanes.Slice(2 * block * NgramLanes.Count, NgramLanes.Count);
            var material = lanes.Slice(((2 * block) + 1) * NgramLanes.Count, NgramLanes.Count);
            for (var lane = 0; lane < NgramLanes.Used; lane++)
            {
                logits[lane] +=
                    scale * header.LaneScales[lane] * (near[lane] + (NgramShape.MaterialShare * material[lane]));
            }
        }
    }
}

/// <summary>Where a feature was found that can be named.</summary>
/// <param name="Said">What it said for the task that won, against the one that came next.</param>
[StructLayout(LayoutKind.Auto)]
internal record struct FeatureTrace(int Bucket, int Start, short Length, byte Block, float Said);
