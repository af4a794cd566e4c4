namespace Orchestrator.Cli.Evaluate.Measures;

/// <summary>What is got at most for a budget. Two ways may be mixed by drawing lots for each prompt.</summary>
internal static class CostReading
{
    private const double Rounding = 1e-9;

    /// <summary>Of a router whose price of cost rises from point to point: the mix of both points around the budget.</summary>
    public static CostPoint OnCurve(CostPoint[] points, double budget)
    {
        for (var i = 0; i < points.Length; i++)
        {
            if (IsWithin(points[i], budget))
            {
                return i == 0 ? points[0] : Mix(points[i], points[i - 1], budget);
            }
        }

        return points[^1];
    }

    /// <summary>The best one that costs no more; not a number where all cost more.</summary>
    public static CostPoint BestSingle(CostPoint[] singles, double budget)
    {
        var best = new CostPoint(double.NaN, double.NaN);
        foreach (var single in singles)
        {
            if (IsWithin(single, budget) && !(single.Score <= best.Score))
            {
                best = single;
            }
        }

        return best;
    }

    /// <summary>The best mix of two models, by lots, whatever the prompt is.</summary>
    public static CostPoint BestMix(CostPoint[] singles, double budget)
    {
        var best = BestSingle(singles, budget);
        foreach (var cheap in singles.Where(single => IsWithin(single, budget)))
        {
            foreach (var dear in singles.Where(single => !IsWithin(single, budget)))
            {
                var mix = Mix(cheap, dear, budget);
                best = mix.Score > best.Score ? mix : best;
            }
        }

        return best;
    }

    /// <param name="cheap">Within the budget.</param>
    /// <param name="dear">Beyond it.</param>
    public static CostPoint Mix(CostPoint cheap, CostPoint dear, double budget)
    {
        var apart = dear.Cost - cheap.Cost;
        if (!(apart > 0))
        {
            return cheap;
        }

        var share = Math.Clamp((budget - cheap.Cost) / apart, 0, 1);
        return new CostPoint(cheap.Cost + (share * apart), cheap.Score + (share * (dear.Score - cheap.Score)));
    }

    private static bool IsWithin(CostPoint point, double budget) =>
        point.Cost <= budget + (Rounding * Math.Abs(budget));
}
