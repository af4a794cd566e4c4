namespace Orchestrator.Profiler.Capability;

/// <summary>Shares of right answers and their log-odds.</summary>
internal static class Odds
{
    public static double OfShare(double share) => Math.Log(share / (1 - share));

    public static double ToShare(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
