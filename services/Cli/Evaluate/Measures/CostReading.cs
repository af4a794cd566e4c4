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

    /// <summary>Which one is best of those that cost no more; the cheapest where all cost more.</summary>
    public static int BestSingle(CostPoint[] singles, double budget)
    {
        var best = Array.IndexOf(singles, singles.MinBy(single => single.Cost));
        for (var i = 0; i < singles.Length; i++)
        {
            if (IsWithin(singles[i], budget) && singles[i].Score > singles[best].Score)
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>The best mix of two models, by lots, whatever the prompt is.</summary>
    public static ModelMix BestMix(CostPoint[] singles, double budget)
    {
        var single = BestSingle(singles, budget);
        var best = new ModelMix(single, single, 0);
        var most = singles[single].Score;
        for (var cheap = 0; cheap < singles.Length; cheap++)
        {
            for (var dear = 0; dear < singles.Length; dear++)
            {
                if (!IsWithin(singles[cheap], budget) || IsWithin(singles[dear], budget))
                {
                    continue;
                }

                var share = (budget - singles[cheap].Cost) / (singles[dear].Cost - singles[cheap].Cost);
                var score = Mix(singles[cheap], singles[dear], budget).Score;
                (best, most) = score > most ? (new ModelMix(cheap, dear, share), score) : (best, most);
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
