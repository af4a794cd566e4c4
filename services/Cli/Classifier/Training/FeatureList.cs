using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>The features of one text as the model weighs them: a bucket and a value each, no bucket twice.</summary>
internal sealed record FeatureList(int[] Buckets, float[] Values)
{
    public static FeatureList Of(RequestReading reading, float[] blockWeights)
    {
        var sums = new Dictionary<int, float>();
        var sink = new CollectingSink([], [], reading.Prose.Text.Length);
        FeatureExtractor.Newest(reading, ref sink);
        Add(sums, sink, blockWeights, 1);
        if (reading.Earlier is { } earlier)
        {
            sink = new CollectingSink([], [], earlier.Text.Length);
            FeatureExtractor.Earlier(earlier, ref sink);
            Add(sums, sink, blockWeights, NgramShape.EarlierShare);
        }

        int[] buckets = [.. sums.Keys.Order()];
        return new FeatureList(buckets, [.. buckets.Select(bucket => sums[bucket])]);
    }

    private static void Add(Dictionary<int, float> sums, CollectingSink sink, float[] blockWeights, float share)
    {
        Span<int> counts = stackalloc int[2 * FeatureBlocks.Count];
        foreach (var place in sink.Places)
        {
            counts[place]++;
        }

        for (var i = 0; i < sink.Buckets.Count; i++)
        {
            var block = sink.Places[i] / 2;
            var value = share * blockWeights[block] * NgramShape.Scale(counts[2 * block], counts[(2 * block) + 1]);
            value *= sink.Places[i] % 2 == 1 ? NgramShape.MaterialShare : 1;
            if (value != 0)
            {
                sums[sink.Buckets[i]] = sums.GetValueOrDefault(sink.Buckets[i]) + value;
            }
        }
    }

    private readonly struct CollectingSink(List<int> buckets, List<int> places, int textLength) : IFeatureSink
    {
        public List<int> Buckets => buckets;

        public List<int> Places => places;

        public void Add(FeatureBlock block, uint hash, int start, int length)
        {
            buckets.Add(FeatureHash.Bucket(hash));
            places.Add((2 * (int)block) + (NgramShape.IsMaterial(block, start, textLength) ? 1 : 0));
        }
    }
}
