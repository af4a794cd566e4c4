namespace Orchestrator.Router.Estimates;

/// <summary>Shares as logarithms of odds, where abilities and difficulties add up.</summary>
internal static class LogOdds
{
    // A share of 0 or 1 is never certain; this also keeps the logarithm finite.
    private const double ShareMin = 0.01;

    public static double OfShare(double share)
    {
        var bounded = double.IsNaN(share) ? 0.5 : Math.Clamp(share, ShareMin, 1 - ShareMin);
        return Math.Log(bounded / (1 - bounded));
    }

    public static double ToShare(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
