namespace Orchestrator.Simulation.Speeds;

/// <summary>Prefill or decode over all GPUs: those with many measurements teach those of their class with few or none.</summary>
internal sealed class QuantityFit
{
    private const int RowsForLine = 6;
    private const int RowsToStandAlone = 3;

    /// <summary>A line needs models of different sizes: largest over smallest.</summary>
    private const double SpreadForLine = 2;

    private readonly Dictionary<GpuFacts, (double X, double Seconds)[]> _points;
    private readonly Dictionary<GpuFacts, RobustLine> _lines;
    private readonly Func<GpuFacts, double> _published;

    /// <param name="points">All that was measured.</param>
    /// <param name="published">What the maker says of a GPU, in units per second.</param>
    public QuantityFit(IReadOnlyList<SpeedPoint> points, Func<GpuFacts, double> published)
    {
        _published = published;
        var dense = Lines(ByGpu(points.Where(point => !point.IsMixture), 1));
        MixtureFactor = Medians.Of(
            points
                .Where(point => point.IsMixture && dense.ContainsKey(point.Gpu))
                .Select(point => (point.Seconds - dense[point.Gpu].Offset) / (dense[point.Gpu].Slope * point.Units))
        );
        MixtureFactor = MixtureFactor >= 1 ? MixtureFactor : 1;
        _points = ByGpu(points, MixtureFactor);
        _lines = Lines(_points);
    }

    public double MixtureFactor { get; }

    public SpeedLine Of(GpuFacts gpu)
    {
        var points = _points.GetValueOrDefault(gpu) ?? [];
        var (line, basis) =
            _lines.TryGetValue(gpu, out var own) ? (own, SpeedBasis.Fitted)
            : points.Length > 0 ? (Scaled(gpu, points), SpeedBasis.Scaled)
            : (OfClass(gpu), SpeedBasis.Class);
        double? error =
            points.Length == 0
                ? null
                : Medians.Of(points.Select(point => Math.Abs((point.Seconds / line.At(point.X)) - 1)));
        return new SpeedLine(1 / line.Slope, line.Offset, basis, points.Length, error);
    }

    private static Dictionary<GpuFacts, (double X, double Seconds)[]> ByGpu(
        IEnumerable<SpeedPoint> points,
        double factor
    ) =>
        points
            .GroupBy(point => point.Gpu)
            .ToDictionary(
                group => group.Key,
                group => group.Select(one => (one.Units * (one.IsMixture ? factor : 1), one.Seconds)).ToArray()
            );

    private static Dictionary<GpuFacts, RobustLine> Lines(Dictionary<GpuFacts, (double X, double Seconds)[]> points) =>
        points
            .Where(pair => pair.Value.Length >= RowsForLine)
            .Where(pair => pair.Value.Max(one => one.X) >= SpreadForLine * pair.Value.Min(one => one.X))
            .ToDictionary(pair => pair.Key, pair => RobustLine.Through(pair.Value));

    // The shape of the class, moved so that half of the measurements are above it. One or two alone may be odd, so that
    // the class has a say beside them.
    private RobustLine Scaled(GpuFacts gpu, (double X, double Seconds)[] points)
    {
        var shape = OfClass(gpu);
        var factors = points.Select(point => point.Seconds / shape.At(point.X));
        var factor = Medians.Of(points.Length < RowsToStandAlone ? factors.Append(1) : factors);
        return new RobustLine(shape.Slope * factor, shape.Offset * factor);
    }

    private RobustLine OfClass(GpuFacts gpu)
    {
        var peers = _lines.Where(pair => pair.Key.Class == gpu.Class).ToArray();
        peers = peers.Length > 0 ? peers : [.. _lines];
        var efficiency = Medians.Of(peers.Select(pair => 1 / pair.Value.Slope / _published(pair.Key)));
        var overheadUnits = Medians.Of(peers.Select(pair => pair.Value.Offset / pair.Value.Slope));
        var slope = 1 / (efficiency * _published(gpu));
        return new RobustLine(slope, slope * overheadUnits);
    }
}
