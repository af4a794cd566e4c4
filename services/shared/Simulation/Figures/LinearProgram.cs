namespace Orchestrator.Simulation.Figures;

/// <summary>
/// Maximises <c>Gain·x</c> subject to <c>Use·x ≤ Limit</c> and <c>x ≥ 0</c> with limits of at least 0. The simplex method
/// on a dense table; columns and rows are chosen by Bland's rule ("New finite pivoting rules for the simplex method",
/// Mathematics of Operations Research 2, 1977), under which it always ends.
/// </summary>
internal sealed class LinearProgram(int rows, int columns)
{
    private const double Tiny = 1e-11;

    /// <summary>Far more than programs of this size take: a bound against bad numbers, not a setting.</summary>
    private const int PivotsMax = 100_000;

    public double[] Gain { get; } = new double[columns];

    public double[] Limit { get; } = new double[rows];

    public double[,] Use { get; } = new double[rows, columns];

    /// <returns>The best value, and what one more unit of each row's limit would be worth.</returns>
    public (double Value, double[] Prices) Solve()
    {
        var table = Table();
        var basis = Enumerable.Range(columns, rows).ToArray();
        for (var pivots = 0; pivots < PivotsMax && Entering(table) is var column and >= 0; pivots++)
        {
            if (Leaving(table, basis, column) is not (var row and >= 0))
            {
                break;
            }

            Pivot(table, row, column);
            basis[row] = column;
        }

        var last = table[rows];
        return (last[^1], [.. Enumerable.Range(columns, rows).Select(slack => Math.Max(0, last[slack]))]);
    }

    /// <summary>One line per row and one of what is still to be gained, negative; slacks behind the columns, limits last.</summary>
    private double[][] Table()
    {
        var table = new double[rows + 1][];
        for (var row = 0; row <= rows; row++)
        {
            table[row] = new double[columns + rows + 1];
            for (var column = 0; column < columns; column++)
            {
                table[row][column] = row < rows ? Use[row, column] : -Gain[column];
            }

            if (row < rows)
            {
                table[row][columns + row] = 1;
                table[row][^1] = Limit[row];
            }
        }

        return table;
    }

    private int Entering(double[][] table) => Array.FindIndex(table[rows], 0, columns + rows, gain => gain < -Tiny);

    private int Leaving(double[][] table, int[] basis, int column)
    {
        var (leaving, least) = (-1, double.PositiveInfinity);
        for (var row = 0; row < rows; row++)
        {
            if (table[row][column] <= Tiny)
            {
                continue;
            }

            var ratio = table[row][^1] / table[row][column];
            if (ratio < least || (ratio <= least && basis[row] < basis[leaving]))
            {
                (leaving, least) = (row, ratio);
            }
        }

        return leaving;
    }

    private static void Pivot(double[][] table, int row, int column)
    {
        var pivot = table[row];
        var by = pivot[column];
        for (var at = 0; at < pivot.Length; at++)
        {
            pivot[at] /= by;
        }

        foreach (var other in table)
        {
            var factor = other[column];
            if (ReferenceEquals(other, pivot) || factor == 0)
            {
                continue;
            }

            for (var at = 0; at < pivot.Length; at++)
            {
                other[at] -= factor * pivot[at];
            }
        }
    }
}
