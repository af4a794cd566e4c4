namespace Orchestrator.EnsembleWorker.Measurement.Estimates;

/// <summary>The normal equations of a small weighted least-squares step, solved by Cholesky's method.</summary>
internal sealed class NormalEquations(int unknowns)
{
    private readonly double[,] _matrix = new double[unknowns, unknowns];
    private readonly double[] _right = new double[unknowns];

    /// <param name="slope">Derivatives of the residual by the unknowns.</param>
    public void Add(ReadOnlySpan<double> slope, double residual, double weight)
    {
        for (var row = 0; row < unknowns; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                _matrix[row, column] += weight * slope[row] * slope[column];
            }

            _right[row] -= weight * slope[row] * residual;
        }
    }

    /// <summary>Draws one unknown back to where it should be.</summary>
    /// <param name="off">How far it is from there.</param>
    /// <param name="spread">How far it may well be.</param>
    public void AddPrior(int unknown, double off, double spread)
    {
        var weight = 1 / (spread * spread);
        _matrix[unknown, unknown] += weight;
        _right[unknown] -= weight * off;
    }

    /// <summary>Lets what is in them count less.</summary>
    public void Scale(double factor)
    {
        for (var row = 0; row < unknowns; row++)
        {
            _right[row] *= factor;
            for (var column = 0; column <= row; column++)
            {
                _matrix[row, column] *= factor;
            }
        }
    }

    /// <summary>How far one unknown may be off, whatever the others are, by what is in these equations.</summary>
    /// <param name="priors">Spread of each unknown without them.</param>
    public double SpreadOf(int unknown, ReadOnlySpan<double> priors)
    {
        var alone = new NormalEquations(unknowns);
        Array.Copy(_matrix, alone._matrix, _matrix.Length);
        for (var row = 0; row < unknowns; row++)
        {
            alone.AddPrior(row, 0, priors[row]);
        }

        // The diagonal of the inverse: the step that a pull of 1 on this unknown alone would make.
        alone._right[unknown] = 1;
        return Math.Min(priors[unknown], Math.Sqrt(Math.Max(0, alone.Solve()[unknown])));
    }

    /// <returns>The step; all 0 when the equations are not fit to be solved.</returns>
    public double[] Solve()
    {
        var step = new double[unknowns];
        if (!Factorise())
        {
            return step;
        }

        for (var row = 0; row < unknowns; row++)
        {
            step[row] = (_right[row] - Sum(row, at => _matrix[row, at] * step[at])) / _matrix[row, row];
        }

        for (var row = unknowns - 1; row >= 0; row--)
        {
            var sum = 0.0;
            for (var below = row + 1; below < unknowns; below++)
            {
                sum += _matrix[below, row] * step[below];
            }

            step[row] = (step[row] - sum) / _matrix[row, row];
        }

        return Array.TrueForAll(step, double.IsFinite) ? step : new double[unknowns];
    }

    private bool Factorise()
    {
        for (var row = 0; row < unknowns; row++)
        {
            for (var column = 0; column <= row; column++)
            {
                var (i, j) = (row, column);
                var rest = _matrix[i, j] - Sum(j, at => _matrix[i, at] * _matrix[j, at]);
                if (i == j && !(rest > 0))
                {
                    return false;
                }

                _matrix[i, j] = i == j ? Math.Sqrt(rest) : rest / _matrix[j, j];
            }
        }

        return true;
    }

    private static double Sum(int count, Func<int, double> term)
    {
        var sum = 0.0;
        for (var at = 0; at < count; at++)
        {
            sum += term(at);
        }

        return sum;
    }
}
