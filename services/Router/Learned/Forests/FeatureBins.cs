namespace Orchestrator.Router.Learned.Forests;

/// <summary>Cuts each feature where equally many rows are between two cuts; a split is then a choice among few cuts.</summary>
internal sealed class FeatureBins
{
    public const int CountMax = 24;

    private readonly float[][] _cuts;

    private FeatureBins(float[][] cuts) => _cuts = cuts;

    public static FeatureBins Of(ForestData data)
    {
        var cuts = new float[data.FeatureCount][];
        var values = new float[data.Rows];
        for (var feature = 0; feature < cuts.Length; feature++)
        {
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = data.Features[row][feature];
            }

            Array.Sort(values);
            cuts[feature] = Cuts(values);
        }

        return new FeatureBins(cuts);
    }

    /// <returns>By feature, then by row.</returns>
    public byte[][] Sort(float[][] rows)
    {
        var bins = new byte[_cuts.Length][];
        for (var feature = 0; feature < bins.Length; feature++)
        {
            var of = new byte[rows.Length];
            for (var row = 0; row < of.Length; row++)
            {
                of[row] = Bin(feature, rows[row][feature]);
            }

            bins[feature] = of;
        }

        return bins;
    }

    public byte Bin(int feature, float value)
    {
        var cuts = _cuts[feature];
        var bin = 0;
        while (bin < cuts.Length && value >= cuts[bin])
        {
            bin++;
        }

        return (byte)bin;
    }

    private static float[] Cuts(float[] sorted)
    {
        var cuts = new List<float>(CountMax);
        for (var bin = 1; bin < CountMax && sorted.Length > 0; bin++)
        {
            var value = sorted[(int)((long)bin * sorted.Length / CountMax)];
            // A cut at the smallest value parts nothing.
            if (value > sorted[0] && (cuts.Count == 0 || value > cuts[^1]))
            {
                cuts.Add(value);
            }
        }

        return [.. cuts];
    }
}
