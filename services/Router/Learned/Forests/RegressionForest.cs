namespace Orchestrator.Router.Learned.Forests;

/// <summary>
/// The mean of many trees, each grown on other groups: random forests (Breiman 2001) with the bootstrap over groups instead
/// of rows, because what comes next is a group that was not there. Piecewise constant, so it never runs off beyond what it
/// has seen. Immutable.
/// </summary>
internal sealed class RegressionForest
{
    private readonly FeatureBins _bins;
    private readonly Tree[] _trees;
    private readonly int _targets;

    private RegressionForest(FeatureBins bins, Tree[] trees, int targets)
    {
        _bins = bins;
        _trees = trees;
        _targets = targets;
    }

    /// <param name="random">Seeded: the same seed and data give the same forest.</param>
    public static RegressionForest Grow(
        ForestData data,
        ForestSettings settings,
        Random random,
        CancellationToken cancellationToken
    )
    {
        var bins = FeatureBins.Of(data);
        var sorted = bins.Sort(data.Features);
        var grower = new TreeGrower(data, sorted, settings, random);
        var plain = new TreeGrower(data, [.. sorted.Take(1)], settings, random);
        var plainTrees = (int)Math.Round(settings.PlainShare * settings.Trees);
        var groups = data.Groups.Distinct().Order().ToArray();
        var trees = new Tree[settings.Trees];
        for (var i = 0; i < trees.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trees[i] = (i < plainTrees ? plain : grower).Grow(Weights(data.Groups, groups, random));
        }

        return new RegressionForest(bins, trees, data.TargetCount);
    }

    /// <returns>One value for each target.</returns>
    public float[] Predict(float[] features)
    {
        var row = new byte[features.Length];
        for (var feature = 0; feature < row.Length; feature++)
        {
            row[feature] = _bins.Bin(feature, features[feature]);
        }

        var sums = new float[_targets];
        foreach (var tree in _trees)
        {
            Add(tree, row, sums);
        }

        for (var target = 0; target < sums.Length; target++)
        {
            sums[target] /= Math.Max(1, _trees.Length);
        }

        return sums;
    }

    private static void Add(Tree tree, byte[] row, float[] sums)
    {
        var node = tree.Nodes[0];
        while (!node.IsLeaf)
        {
            node = tree.Nodes[row[node.Feature] <= node.Bin ? node.Left : node.Right];
        }

        for (var target = 0; target < sums.Length; target++)
        {
            sums[target] += tree.Values[node.Left + target];
        }
    }

    // As many groups are drawn as there are; one that is drawn twice counts twice.
    private static float[] Weights(int[] groups, int[] known, Random random)
    {
        var drawn = new Dictionary<int, int>();
        foreach (var _ in known)
        {
            var group = known[random.Next(known.Length)];
            drawn[group] = drawn.GetValueOrDefault(group) + 1;
        }

        return [.. groups.Select(group => (float)drawn.GetValueOrDefault(group))];
    }
}
