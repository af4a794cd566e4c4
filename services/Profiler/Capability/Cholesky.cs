using System.Numerics;
using System.Runtime.InteropServices;

namespace Orchestrator.Profiler.Capability;

/// <summary>The lower factor of a symmetric positive definite matrix, L Lᵀ = A, and what can be solved with it.</summary>
internal sealed class Cholesky
{
    private readonly double[][] _rows;

    private Cholesky(double[][] rows) => _rows = rows;

    public int Size => _rows.Length;

    /// <param name="entry">The matrix; only its lower half is asked for.</param>
    public static Cholesky Of(int size, Func<int, int, double> entry)
    {
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var rest = entry(i, j) - Dot(rows[i], rows[j], j);
                rows[i][j] = i == j ? Root(rest) : rest / rows[j][j];
            }
        }

        return new Cholesky(rows);
    }

    /// <summary>x with L x = b.</summary>
    public double[] Forward(double[] right)
    {
        var x = new double[Size];
        for (var i = 0; i < Size; i++)
        {
            x[i] = (right[i] - Dot(_rows[i], x, i)) / _rows[i][i];
        }

        return x;
    }

    /// <summary>x with A x = b.</summary>
    public double[] Solve(double[] right)
    {
        var x = Forward(right);
        for (var i = Size - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            Subtract(x, _rows[i], x[i], i);
        }

        return x;
    }

    /// <summary>L's entry at this place of the diagonal; twice the sum of their logarithms is that of the determinant.</summary>
    public double Diagonal(int at) => _rows[at][at];

    /// <summary>The rows of A⁻¹.</summary>
    public double[][] InverseRows()
    {
        var rows = new double[Size][];
        for (var at = 0; at < Size; at++)
        {
            var unit = new double[Size];
            unit[at] = 1;
            rows[at] = Solve(unit);
        }

        return rows;
    }

    private static double Dot(double[] one, double[] other, int count)
    {
        var a = Vectors(one, count);
        var b = Vectors(other, count);
        var sums = Vector<double>.Zero;
        for (var at = 0; at < a.Length; at++)
        {
            sums += a[at] * b[at];
        }

        var sum = Vector.Sum(sums);
        for (var at = a.Length * Vector<double>.Count; at < count; at++)
        {
            sum += one[at] * other[at];
        }

        return sum;
    }

    /// <summary>x −= factor × row, in the first entries.</summary>
    private static void Subtract(double[] x, double[] row, double factor, int count)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(x.AsSpan(0, count));
        var b = Vectors(row, count);
        for (var at = 0; at < a.Length; at++)
        {
            a[at] -= factor * b[at];
        }

        for (var at = a.Length * Vector<double>.Count; at < count; at++)
        {
            x[at] -= factor * row[at];
        }
    }

    private static ReadOnlySpan<Vector<double>> Vectors(double[] values, int count) =>
        MemoryMarshal.Cast<double, Vector<double>>(values.AsSpan(0, count));

    private static double Root(double value) =>
        value > 0 ? Math.Sqrt(value) : throw new InvalidOperationException("The covariance is not positive definite.");
}
