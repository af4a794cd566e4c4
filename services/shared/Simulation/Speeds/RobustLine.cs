namespace Orchestrator.Simulation.Speeds;

/// <summary>
/// A line through times, <c>seconds = Slope · x + Offset</c>, both not negative, that outliers hardly move: Huber's
/// M-estimator on relative errors by iterated weighted least squares (Huber, Robust Statistics, 1981, ch. 7).
/// </summary>
internal sealed record RobustLine(double Slope, double Offset)
{
    private const int Rounds = 60;

    /// <summary>Logarithmic errors above this count linearly and not squared.</summary>
    private const double Threshold = 0.15;

    /// <summary>About a factor of three: something else was measured, and it does not count at all.</summary>
    private const double Hopeless = 1.1;

    public double At(double x) => (Slope * x) + Offset;

    public static RobustLine Through(IReadOnlyList<(double X, double Seconds)> points)
    {
        var line = Proportional(points, 0);
        for (var round = 0; round < Rounds; round++)
        {
            line = Next(points, line);
        }

        return line;
    }

    /// <summary>With a given offset: the median slope.</summary>
    public static RobustLine Proportional(IReadOnlyList<(double X, double Seconds)> points, double offset) =>
        new(
            Medians.Of(points.Select(point => Math.Max(0.1 * point.Seconds, point.Seconds - offset) / point.X)),
            offset
        );

    private static RobustLine Next(IReadOnlyList<(double X, double Seconds)> points, RobustLine line)
    {
        double sum = 0,
            sumX = 0,
            sumXx = 0,
            sumY = 0,
            sumXy = 0;
        foreach (var (x, seconds) in points)
        {
            var at = line.At(x);
            var error = Math.Abs(Math.Log(at / seconds));
            var weight =
                error > Hopeless ? 0
                : error > Threshold ? Threshold / error / (at * seconds)
                : 1 / (at * seconds);
            sum += weight;
            sumX += weight * x;
            sumXx += weight * x * x;
            sumY += weight * seconds;
            sumXy += weight * x * seconds;
        }

        if (sum <= 0)
        {
            return line;
        }

        var determinant = (sum * sumXx) - (sumX * sumX);
        var slope = ((sum * sumXy) - (sumX * sumY)) / determinant;
        var offset = ((sumXx * sumY) - (sumX * sumXy)) / determinant;
        return offset >= 0 && slope > 0 ? new RobustLine(slope, offset) : new RobustLine(sumXy / sumXx, 0);
    }
}
