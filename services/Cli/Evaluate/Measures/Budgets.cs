namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>What may be spent per prompt, from the cheapest model's cost to the best one's.</summary>
/// <param name="Least">Cost of the cheapest model.</param>
/// <param name="Most">Cost of the best single model.</param>
internal sealed record Budgets(double Least, double Most)
{
    // Of the averages over all budgets.
    private const int Steps = 20;

    /// <summary>False: the best single model is the cheapest one, too, and nothing can be had for less.</summary>
    public bool HasRange => Most > Least;

    /// <param name="share">0 for the least, 1 for the most.</param>
    public double At(double share) =>
        share >= 1 ? Most
        : HasRange ? Least + (share * (Most - Least))
        : double.NaN;

    /// <returns>The average of what is got at each budget; not a number where there is no range.</returns>
    public double Average(Func<double, double, CostPoint> at)
    {
        if (!HasRange)
        {
            return double.NaN;
        }

        var sum = 0.0;
        for (var step = 0; step <= Steps; step++)
        {
            // Trapezoids: both ends count half.
            var share = (double)step / Steps;
            sum += at(share, At(share)).Score * (step is 0 or Steps ? 0.5 : 1);
        }

        return sum / Steps;
    }
}
