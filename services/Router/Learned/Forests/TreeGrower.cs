using System.Runtime.CompilerServices;

namespace Orchestrator.Router.Learned.Forests;

/// <summary>Grows one tree: each split takes the cut that leaves the least squared error of all targets together.</summary>
/// <param name="bins">By feature, then by row.</param>
/// <param name="random">Which features a split tries.</param>
internal sealed class TreeGrower(ForestData data, byte[][] bins, ForestSettings settings, Random random)
{
    private readonly List<TreeNode> _nodes = [];
    private readonly List<float> _values = [];
    private readonly int _targets = data.TargetCount;
    private readonly int _stride = data.TargetCount + 1;
    private readonly double[] _histogram = new double[FeatureBins.CountMax * (data.TargetCount + 1)];
    private readonly double[] _left = new double[data.TargetCount + 1];
    private readonly double _leafWeight = Math.Max(ForestSettings.LeafRowsMin, settings.LeafShare * data.Rows);
    private float[] _weights = [];
    private int[] _rows = [];

    /// <param name="weights">By row; those of weight 0 are left out.</param>
    public Tree Grow(float[] weights)
    {
        _weights = weights;
        _rows = [.. Enumerable.Range(0, weights.Length).Where(row => weights[row] > 0)];
        _nodes.Clear();
        _values.Clear();
        Grow(0, _rows.Length, settings.Depth);
        return new Tree([.. _nodes], [.. _values]);
    }

    private int Grow(int start, int end, int depth)
    {
        var sums = Sums(start, end);
        var node = _nodes.Count;
        _nodes.Add(default);
        if (depth == 0 || sums[0] < 2 * _leafWeight || Best(start, end, sums) is not { } cut)
        {
            _nodes[node] = Leaf(sums);
            return node;
        }

        var middle = Part(start, end, cut.Feature, cut.Bin);
        var left = Grow(start, middle, depth - 1);
        var right = Grow(middle, end, depth - 1);
        _nodes[node] = new TreeNode(cut.Feature, (byte)cut.Bin, left, right);
        return node;
    }

    private TreeNode Leaf(double[] sums)
    {
        var begin = _values.Count;
        for (var target = 1; target < _stride; target++)
        {
            _values.Add((float)(sums[target] / Math.Max(sums[0], double.Epsilon)));
        }

        return TreeNode.Leaf(begin);
    }

    private double[] Sums(int start, int end)
    {
        var sums = new double[_stride];
        for (var i = start; i < end; i++)
        {
            Add(sums, 0, _rows[i]);
        }

        return sums;
    }

    private (int Feature, int Bin)? Best(int start, int end, double[] sums)
    {
        (int Feature, int Bin)? best = null;
        // What is gained by less than rounding is no gain.
        var most = 1e-9 * sums[0];
        var whole = Fit(sums);
        var tries = Math.Clamp((int)(bins.Length * settings.FeatureShare), 1, bins.Length);
        for (var attempt = 0; attempt < tries; attempt++)
        {
            var feature = random.Next(bins.Length);
            Fill(feature, start, end);
            var (bin, fit) = BestCut(sums);
            if (fit - whole > most)
            {
                most = fit - whole;
                best = (feature, bin);
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(int feature, int start, int end)
    {
        Array.Clear(_histogram);
        var of = bins[feature];
        for (var i = start; i < end; i++)
        {
            Add(_histogram, of[_rows[i]] * _stride, _rows[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(double[] sums, int at, int row)
    {
        var weight = _weights[row];
        var targets = data.Targets.AsSpan(row * _targets, _targets);
        var into = sums.AsSpan(at, _stride);
        into[0] += weight;
        for (var target = 0; target < targets.Length; target++)
        {
            into[target + 1] += weight * targets[target];
        }
    }

    private (int Bin, double Fit) BestCut(double[] sums)
    {
        var best = (Bin: 0, Fit: double.NegativeInfinity);
        Array.Clear(_left);
        for (var bin = 0; bin < FeatureBins.CountMax - 1; bin++)
        {
            for (var i = 0; i < _stride; i++)
            {
                _left[i] += _histogram[(bin * _stride) + i];
            }

            if (
                _left[0] >= _leafWeight
                && sums[0] - _left[0] >= _leafWeight
                && Fit(_left, sums) is var fit
                && fit > best.Fit
            )
            {
                best = (bin, fit);
            }
        }

        return best;
    }

    // The sum of squares that a mean explains: the larger it is, the smaller is the error that is left.
    private double Fit(double[] sums)
    {
        var squares = 0.0;
        for (var i = 1; i < _stride; i++)
        {
            squares += sums[i] * sums[i];
        }

        return squares / sums[0];
    }

    private double Fit(double[] left, double[] sums)
    {
        var squares = 0.0;
        for (var i = 1; i < _stride; i++)
        {
            var right = sums[i] - left[i];
            squares += right * right;
        }

        return Fit(left) + (squares / (sums[0] - left[0]));
    }

    /// <summary>Rows of the bins up to the cut come first; the order within both sides is kept.</summary>
    private int Part(int start, int end, int feature, int bin)
    {
        var of = bins[feature];
        var right = new List<int>(end - start);
        var next = start;
        for (var i = start; i < end; i++)
        {
            var row = _rows[i];
            if (of[row] <= bin)
            {
                _rows[next++] = row;
            }
            else
            {
                right.Add(row);
            }
        }

        right.CopyTo(_rows, next);
        return next;
    }
}
