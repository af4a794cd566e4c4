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
                var rest = entry(i, j) - Dot(rows[i].AsSpan(0, j), rows[j].AsSpan(0, j));
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
            x[i] = (right[i] - Dot(_rows[i].AsSpan(0, i), x.AsSpan(0, i))) / _rows[i][i];
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
            Subtract(x.AsSpan(0, i), _rows[i].AsSpan(0, i), x[i]);
        }

        return x;
    }

    /// <summary>The rows of A⁻¹. It is symmetric, so of each column only the part from the diagonal on is worked out.</summary>
    public double[][] InverseRows()
    {
        var rows = new double[Size][];
        for (var at = 0; at < Size; at++)
        {
            rows[at] = new double[Size];
        }

        for (var at = 0; at < Size; at++)
        {
            var column = ColumnFrom(at);
            for (var i = at; i < Size; i++)
            {
                rows[at][i] = rows[i][at] = column[i];
            }
        }

        return rows;
    }

    private double[] ColumnFrom(int at)
    {
        var x = new double[Size];
        x[at] = 1 / _rows[at][at];
        for (var i = at + 1; i < Size; i++)
        {
            x[i] = -Dot(_rows[i].AsSpan(at, i - at), x.AsSpan(at, i - at)) / _rows[i][i];
        }

        for (var i = Size - 1; i >= at; i--)
        {
            x[i] /= _rows[i][i];
            Subtract(x.AsSpan(at, i - at), _rows[i].AsSpan(at, i - at), x[i]);
        }

        return x;
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(one);
        var b = MemoryMarshal.Cast<double, Vector<double>>(other);
        var sums = Vector<double>.Zero;
        for (var at = 0; at < a.Length; at++)
        {
            sums += a[at] * b[at];
        }

        var sum = Vector.Sum(sums);
        for (var at = a.Length * Vector<double>.Count; at < one.Length; at++)
        {
            sum += one[at] * other[at];
        }

        return sum;
    }

    /// <summary>x −= factor × row.</summary>
    private static void Subtract(Span<double> x, ReadOnlySpan<double> row, double factor)
    {
        var a = MemoryMarshal.Cast<double, Vector<double>>(x);
        var b = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (var at = 0; at < a.Length; at++)
        {
            a[at] -= factor * b[at];
        }

        for (var at = a.Length * Vector<double>.Count; at < x.Length; at++)
        {
            x[at] -= factor * row[at];
        }
    }

    private static double Root(double value) =>
        value > 0 ? Math.Sqrt(value) : throw new InvalidOperationException("The covariance is not positive definite.");
}
