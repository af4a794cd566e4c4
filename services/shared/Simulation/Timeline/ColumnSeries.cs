namespace Orchestrator.Simulation.Timeline;

/// <summary>One number for each column of time. Two neighbours become one when columns double in width.</summary>
/// <param name="join">Makes one value of two.</param>
public sealed class ColumnSeries(Func<double, double, double> join)
{
    private readonly double[] _values = new double[TimelineLimits.Columns];

    public double this[int column] => _values[column];

    public double Max => _values.Max();

    public double Sum => _values.Sum();

    /// <summary>Values that add up, such as seconds.</summary>
    public static ColumnSeries OfSums() => new(static (left, right) => left + right);

    /// <summary>The highest value of each column.</summary>
    public static ColumnSeries OfMaxima() => new(Math.Max);

    internal void Join(int column, double value) => _values[column] = join(_values[column], value);

    internal void Fold()
    {
        var half = _values.Length / 2;
        for (var column = 0; column < half; column++)
        {
            _values[column] = join(_values[2 * column], _values[(2 * column) + 1]);
        }

        _values.AsSpan(half).Clear();
    }
}
