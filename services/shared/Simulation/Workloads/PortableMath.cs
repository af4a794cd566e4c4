namespace Orchestrator.Simulation.Workloads;

/// <summary>
/// Logarithm and exponential from additions, multiplications and divisions alone. Those are exact by IEEE 754, while
/// <see cref="Math.Log(double)"/> comes from each platform's library and may differ in its last bit: then a seed would
/// give other arrivals on another machine.
/// </summary>
internal static class PortableMath
{
    // The high part has few enough bits that its product with an exponent is exact (Cody and Waite).
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double SquareRootOf2 = 1.4142135623730951;
    private const int LogTerms = 12;
    private const int ExpTerms = 16;

    /// <param name="value">Above 0.</param>
    public static double Log(double value)
    {
        var exponent = Math.ILogB(value);
        var mantissa = Math.ScaleB(value, -exponent);
        if (mantissa > SquareRootOf2)
        {
            mantissa /= 2;
            exponent++;
        }

        // log m = 2 artanh f with f = (m - 1) / (m + 1), and |f| is at most 0.172.
        var f = (mantissa - 1) / (mantissa + 1);
        var square = f * f;
        var sum = 0.0;
        for (var n = LogTerms; n >= 0; n--)
        {
            sum = (sum * square) + (1.0 / ((2 * n) + 1));
        }

        return (exponent * Ln2High) + ((2 * f * sum) + (exponent * Ln2Low));
    }

    /// <returns>0 for what is too small, and the largest number for what is too large.</returns>
    public static double Exp(double value)
    {
        if (value is < -740 or > 709)
        {
            return value < 0 ? 0 : double.MaxValue;
        }

        var exponent = (int)Math.Round(value / Ln2High);
        var rest = value - (exponent * Ln2High) - (exponent * Ln2Low);
        var sum = 1.0;
        for (var n = ExpTerms; n >= 1; n--)
        {
            sum = 1 + (sum * rest / n);
        }

        return Math.ScaleB(sum, exponent);
    }
}
